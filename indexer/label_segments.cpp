#include "indexer/label_segments.hpp"

#include <istream>
#include <map>
#include <ostream>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "common/error.hpp"
#include "common/practices/labels_json.hpp"
#include "common/practices/practice_labeler.hpp"
#include "common/text_analyzer.hpp"
#include "indexer/segment_headings.hpp"

namespace smallprint::indexing {
namespace {

using Json = nlohmann::ordered_json;

struct Segment {
  std::string id;
  std::string text;
  std::string heading;
};

Segment parse_segment(const std::string& line, std::size_t number) {
  try {
    auto json = nlohmann::json::parse(line);
    if (json.contains("heading") && json["heading"].is_null()) {  // as tables write what is missing
      json.erase("heading");
    }
    return {.id = json.at("segment_id").get<std::string>(),
            .text = json.at("text").get<std::string>(),
            .heading = json.value("heading", std::string())};
  } catch (const nlohmann::json::exception&) {
    throw Error(
        ExitCode::kUsage,
        fmt::format("standard input, line {}: no JSON object with the strings segment_id and text, "
                    "and heading where there is one",
                    number));
  }
}

std::string policy_of(const Segment& segment) {
  return segment.id.substr(0, segment.id.find(':'));
}

Json categories_to_json(const PassageLabels& labels) {
  Json categories = Json::array();
  for (const PracticeStatement& statement : labels.statements) {
    const std::string_view label = entry(statement.practice).label;
    if (categories.empty() || categories.back() != label) {
      categories.push_back(label);
    }
  }
  return categories;
}

/// Annotators call a denial with exceptions a denial, where our statements are conditional; the
/// model, which learnt from them, says when.
Json polarity_to_json(const PassageLabels& labels) {
  std::map<Practice, std::set<Polarity>> polarities;
  for (const PracticeStatement& statement : labels.statements) {
    if (statement.polarity) {
      polarities[statement.practice].insert(*statement.polarity);
    }
    if ((labels.denied & set_of(statement.practice)) != 0) {
      polarities[statement.practice].insert(Polarity::kDenied);
    }
  }
  Json polarity = Json::object();
  for (const auto& [practice, said] : polarities) {
    for (const Polarity each : said) {
      polarity[std::string(entry(practice).label)].push_back(id(each));
    }
  }
  return polarity;
}

Json attributes_to_json(const PassageLabels& labels) {
  Json attributes = Json::object();
  for (std::size_t i = 0; i < kValueCount; ++i) {
    const AttributeValue& value = kAttributeValues[i];
    if ((labels.values & bit(static_cast<ValueId>(i))) != 0) {
      attributes[std::string(entry(value.attribute).label)].push_back(value.label);
    }
  }
  return attributes;
}

void print(const Segment& segment, const PassageLabels& labels, std::ostream& out) {
  out << Json{{"segment_id", segment.id},
              {"categories", categories_to_json(labels)},
              {"polarity", polarity_to_json(labels)},
              {"attributes", attributes_to_json(labels)},
              {"practices", statements_to_json(labels.statements, segment.text)}}
             .dump(-1, ' ', false, Json::error_handler_t::replace)
      << '\n';
}

}  // namespace

void label_segments(std::istream& in, std::ostream& out, const LabelingPlan& plan) {
  TextAnalyzer analyzer;
  PlannedLabelers labelers(plan);
  SegmentHeadings headings_in_force;
  std::string policy;
  std::vector<Token> previous;
  std::vector<Token> tokens;
  std::vector<std::vector<Token>> headings;
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.empty()) {
      continue;
    }
    const Segment segment = parse_segment(line, number);
    const std::string policy_before = std::exchange(policy, policy_of(segment));
    std::swap(previous, tokens);
    if (policy != policy_before) {
      previous.clear();
    }
    tokens.clear();
    analyzer.analyze(segment.text, tokens);
    headings.clear();
    const std::string& heading = headings_in_force.next(
        {.policy = policy, .heading = segment.heading, .text = segment.text});
    if (!heading.empty()) {
      analyzer.analyze(heading, headings.emplace_back());
    }
    const PassageLabels labels = labelers.labeler_for(policy).label(
        {.text = segment.text, .text_tokens = tokens, .headings = headings, .previous = previous},
        analyzer.vocabulary());
    print(segment, labels, out);
  }
}

}  // namespace smallprint::indexing
