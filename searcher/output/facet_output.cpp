#include "searcher/output/facet_output.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "common/printable.hpp"
#include "common/utf8.hpp"
#include "searcher/matching/statement_condition.hpp"
#include "searcher/output/filters_text.hpp"

namespace smallprint::searching {
namespace {

constexpr std::string_view kNoneOfThese = "(none of these)";

Json polarity_json(const std::optional<PolarityCounts>& polarity) {
  if (!polarity) {
    return nullptr;
  }
  Json counts = Json::object();
  for (std::size_t i = 0; i < kPolarityCount; ++i) {
    counts[std::string(kPolarityIds[i])] = (*polarity)[i];
  }
  return counts;
}

/// What of a template can be shown: is_template(by).
std::string example_name(FacetBy by) {
  return by == FacetBy::kTemplate ? "passage_id" : "snapshot";
}

bool is_template(FacetBy by) {
  return by == FacetBy::kTemplate || by == FacetBy::kPolicyTemplate;
}

Json value_json(FacetBy by, const FacetValue& value) {
  Json json = {{"value", value.value}, {"label", value.label}, {"count", value.count}};
  if (by == FacetBy::kPractice) {
    json["polarity"] = polarity_json(value.polarity);
  } else if (by == FacetBy::kPracticeAndData) {
    json["practice"] = entry(*value.practice).id;
    json["data"] = name_of_data(*value.data);
  } else if (value.shared) {
    json["sites"] = value.shared->sites;
    json[example_name(by)] = value.shared->example;
  }
  return json;
}

std::string_view plural_of(FacetUnit unit) {
  switch (unit) {
    case FacetUnit::kSite:
      return "sites";
    case FacetUnit::kSnapshot:
      return "snapshots";
    default:
      return "passages";
  }
}

/// `performed 15, denied 6, conditional 8`, what is 0 left out.
std::string polarity_text(const std::optional<PolarityCounts>& polarity) {
  std::string text;
  for (std::size_t i = 0; polarity && i < kPolarityCount; ++i) {
    if ((*polarity)[i] > 0) {
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", kPolarityIds[i], (*polarity)[i]);
    }
  }
  return text;
}

std::string line_text(std::size_t width, const FacetValue& value) {
  const std::string name = printable(value.value);
  const std::string more =
      value.shared ? fmt::format("{}  {}", printable(value.shared->example), printable(value.label))
                   : polarity_text(value.polarity);
  if (more.empty()) {
    return fmt::format("{:>9}  {}\n", value.count, name);
  }
  const std::size_t gap = width - std::min(width, count_code_points(name)) + 2;
  return fmt::format("{:>9}  {}{:{}}{}\n", value.count, name, "", gap, more);
}

/// What a reader must know before adding the numbers up.
std::string foot_text(const FacetRequest& request, const FacetAnswer& answer) {
  std::string text =
      fmt::format("\n{} {}", answer.distinct, answer.distinct == 1 ? "value" : "values");
  if (answer.distinct > answer.values.size()) {
    text += fmt::format(", {} listed", answer.values.size());
  }
  text += fmt::format("; a {} counts once for each value it has.", name_of(request.unit));
  if (request.by == FacetBy::kPractice) {
    text += fmt::format(
        "\nA {} can state a practice in several polarities: their sum may exceed its count.",
        name_of(request.unit));
  }
  if (is_template(request.by)) {
    text += fmt::format("\nA template is a {} that two sites or more have had, or nearly: show {}.",
                        request.by == FacetBy::kTemplate ? "text" : "whole policy",
                        request.by == FacetBy::kTemplate ? "PASSAGE_ID" : "POLICY@DATE");
  }
  if (request.collapse == Collapse::kTemplate) {
    text += "\nPassages of one template count once, as the earliest of them.";
  }
  if (!answer.without_filter.empty()) {
    text += fmt::format("\nThe filter by {} is left out here.", answer.without_filter);
  }
  return text + "\n";
}

}  // namespace

Json facet_json(std::string_view index_digest,
                const FacetRequest& request,
                const FacetAnswer& answer) {
  Json values = Json::array();
  for (const FacetValue& value : answer.values) {
    values.push_back(value_json(request.by, value));
  }
  return {{"format_version", 1},
          {"index_digest", index_digest},
          {"query", to_json(request.query)},
          {"filters", to_json(request.filters)},
          {"by", name_of(request.by)},
          {"unit", name_of(request.unit)},
          {"collapse", request.collapse == Collapse::kTemplate ? Json("template") : Json(nullptr)},
          {"without_filter",
           answer.without_filter.empty() ? Json(nullptr) : Json(answer.without_filter)},
          {"exact", true},
          {"matching", answer.matching},
          {"values", values},
          {"other", answer.other},
          {"distinct", answer.distinct}};
}

std::string facet_table(TableKind kind, const FacetRequest& request, const FacetAnswer& answer) {
  std::vector<std::string> head{"value", "label", "count"};
  if (request.by == FacetBy::kPractice) {
    head.insert(head.end(), kPolarityIds.begin(), kPolarityIds.end());
  } else if (request.by == FacetBy::kPracticeAndData) {
    head.insert(head.end(), {"practice", "data"});
  } else if (is_template(request.by)) {
    head.insert(head.end(), {"sites", example_name(request.by)});
  }
  std::string table = table_line(kind, head);
  for (const FacetValue& value : answer.values) {
    std::vector<std::string> row{
        printable(value.value), printable(value.label), fmt::format("{}", value.count)};
    if (request.by == FacetBy::kPractice) {
      for (std::size_t i = 0; i < kPolarityCount; ++i) {
        row.push_back(value.polarity ? fmt::format("{}", (*value.polarity)[i]) : "");
      }
    } else if (request.by == FacetBy::kPracticeAndData) {
      row.emplace_back(entry(*value.practice).id);
      row.emplace_back(name_of_data(*value.data));
    } else if (value.shared) {
      row.push_back(fmt::format("{}", value.shared->sites));
      row.push_back(printable(value.shared->example));
    }
    table += table_line(kind, row);
  }
  return table;
}

std::string facet_text(std::string_view index_digest,
                       const FacetRequest& request,
                       const FacetAnswer& answer) {
  std::string text =
      fmt::format("{} {} by {} (exact)\n",
                  answer.matching,
                  answer.matching == 1 ? name_of(request.unit) : plural_of(request.unit),
                  name_of(request.by));
  if (!request.query.input.empty()) {
    text += fmt::format("query   {}\n", printable(request.query.parsed));
  }
  text += filters_line(request.filters);
  text += fmt::format("index   {}\n\n", index_digest);
  std::size_t width = 0;
  for (const FacetValue& value : answer.values) {
    width = std::max(width, count_code_points(printable(value.value)));
  }
  for (const FacetValue& value : answer.values) {
    text += line_text(width, value);
  }
  if (answer.other > 0) {
    text += fmt::format("{:>9}  {}\n", answer.other, kNoneOfThese);
  }
  return text + foot_text(request, answer);
}

}  // namespace smallprint::searching
