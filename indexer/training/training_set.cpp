#include "indexer/training/training_set.hpp"

#include <algorithm>
#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "common/error.hpp"
#include "common/practices/practice_labeler.hpp"
#include "indexer/segment_headings.hpp"

namespace smallprint::training {

namespace fs = std::filesystem;
using Json = nlohmann::json;

namespace {

// A label that one annotator of three gave is a doubtful negative, one that two gave a doubtful
// positive. Measured: docs/model.md.
constexpr float kDoubtfulNegative = 0.25F;
constexpr float kDoubtfulPositive = 0.5F;

// Annotators that gave each label; 0 for most.
using Votes = std::array<int, kLabelCount>;

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

std::optional<Practice> practice_labelled(std::string_view label) {
  const auto found = std::ranges::find(kPractices, label, &PracticeEntry::label);
  return found == kPractices.end() ? std::nullopt : std::optional(found->practice);
}

/// OPP-115 writes values in more than one case.
std::optional<LabelId> value_labelled(std::string_view attribute, std::string_view value) {
  for (std::size_t i = 0; i < kValueCount; ++i) {
    if (entry(kAttributeValues[i].attribute).label == attribute &&
        lower(std::string(kAttributeValues[i].label)) == lower(std::string(value))) {
      return label_of_value(static_cast<ValueId>(i));
    }
  }
  return std::nullopt;
}

std::optional<LabelId> denial(Practice practice,
                              std::string_view attribute,
                              std::string_view value) {
  const bool is_denial =
      entry(practice).has_polarity && attribute == "Does/Does Not" && value == "Does Not";
  return is_denial ? std::optional(label_of(practice, Polarity::kDenied)) : std::nullopt;
}

/// The labels that a value of an attribute of a practice stands for, besides the practice itself.
template <typename Visit>
void for_each_label(std::string_view category,
                    std::string_view attribute,
                    std::string_view value,
                    Visit visit) {
  if (attribute == "Other Type") {
    if (const auto practice = practice_labelled(value)) {
      visit(label_of(*practice));
    }
    return;
  }
  const auto practice = practice_labelled(category);
  if (!practice) {
    return;
  }
  if (const auto label = denial(*practice, attribute, value)) {
    visit(*label);
  } else if (const auto told = value_labelled(attribute, value)) {
    visit(*told);
  }
}

void read_labels(const Json& json, std::array<Judgement, kLabelCount>& judgements) {
  for (const Json& category : json.at("categories12")) {
    if (const auto practice = practice_labelled(category.get<std::string>())) {
      judgements[label_of(*practice)].holds = true;
    }
  }
  for (const auto& [category, attributes] : json.at("attributes").items()) {
    for (const auto& [attribute, values] : attributes.items()) {
      for (const Json& value : values) {
        if (attribute != "Other Type") {  // those stand in categories12
          for_each_label(category, attribute, value.get<std::string>(), [&](LabelId label) {
            judgements[label].holds = true;
          });
        }
      }
    }
  }
}

Votes count_votes(const Json& json) {
  Votes votes{};
  const auto vote = [&](LabelId label, int annotators) {
    votes[label] = std::max(votes[label], annotators);
  };
  for (const Json& category : json.at("categories_union")) {
    if (const auto practice = practice_labelled(category.get<std::string>())) {
      vote(label_of(*practice), 1);
    }
  }
  for (const Json& span : json.at("spans")) {
    const auto category = span.at("category").get<std::string>();
    const int annotators = span.at("annotators").get<int>();
    if (const auto practice = practice_labelled(category)) {
      vote(label_of(*practice), annotators);
    }
    for_each_label(category,
                   span.at("attribute").get<std::string>(),
                   span.at("value").get<std::string>(),
                   [&](LabelId label) { vote(label, annotators); });
  }
  return votes;
}

bool is_denial_label(std::size_t label) {
  return std::ranges::any_of(kPolarPractices, [&](Practice practice) {
    return label == label_of(practice, Polarity::kDenied);
  });
}

void weigh(const Votes& votes, std::array<Judgement, kLabelCount>& judgements) {
  for (std::size_t label = 0; label < kLabelCount; ++label) {
    Judgement& judgement = judgements[label];
    if (!judgement.holds && votes[label] == 1) {
      judgement.weight = kDoubtfulNegative;
    } else if (judgement.holds && votes[label] == 2 && !is_denial_label(label)) {
      judgement.weight = kDoubtfulPositive;
    }
  }
}

}  // namespace

TrainingSet::TrainingSet(const fs::path& file, const std::shared_ptr<const LabelingRules>& rules) {
  std::ifstream in(file);
  if (!in) {
    throw Error(ExitCode::kNoInput, file.string() + ": cannot read this training set");
  }
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    try {
      add(line);
    } catch (const Json::exception& error) {
      throw Error(
          ExitCode::kUsage,
          fmt::format("{}:{}: no annotated segment: {}", file.string(), number, error.what()));
    }
  }
  indexing::SegmentHeadings headings;
  for (Segment& segment : segments_) {
    const std::string& heading =
        headings.next({.policy = segment.id_of_policy, .heading = {}, .text = segment.text});
    if (!heading.empty()) {
      analyzer_.analyze(heading, segment.headings.emplace_back());
    }
    policies_.push_back(segment.policy);
  }
  std::ranges::sort(policies_);
  policies_.erase(std::unique(policies_.begin(), policies_.end()), policies_.end());
  read_rules(rules);
}

void TrainingSet::add(const std::string& line) {
  const Json json = Json::parse(line);
  Segment& segment = segments_.emplace_back();
  segment.policy = json.at("policy").get<std::string>();
  segment.domain = json.at("domain").get<std::string>();
  const auto id = json.at("segment_id").get<std::string>();
  segment.id_of_policy = id.substr(0, id.find(':'));
  segment.text = json.at("text").get<std::string>();
  analyzer_.analyze(segment.text, segment.tokens);
  const std::size_t number = segments_.size() - 1;
  const bool follows = number > 0 && segments_[number - 1].id_of_policy == segment.id_of_policy;
  segment.previous = follows ? number - 1 : number;
  read_labels(json, segment.judgements);
  weigh(count_votes(json), segment.judgements);
}

AnalyzedPassage TrainingSet::passage(std::size_t segment) const {
  const Segment& at = segments_[segment];
  AnalyzedPassage passage{
      .text = at.text, .text_tokens = at.tokens, .headings = at.headings, .previous = {}};
  if (at.previous != segment) {
    passage.previous = segments_[at.previous].tokens;
  }
  return passage;
}

void TrainingSet::read_rules(const std::shared_ptr<const LabelingRules>& rules) {
  PracticeLabeler labeler({.rules = rules, .model = nullptr});
  for (std::size_t i = 0; i < segments_.size(); ++i) {
    segments_[i].rules = labeler.rule_weights(passage(i), vocabulary());
  }
}

}  // namespace smallprint::training
