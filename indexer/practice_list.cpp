#include "indexer/practice_list.hpp"

#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "schemas/label_quality.hpp"
#include "schemas/practices.hpp"

namespace smallprint::indexing {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kSource = "OPP-115, Wilson et al. 2016";

std::string_view name_of(Stability stability) {
  return stability == Stability::kStable ? "stable" : "experimental";
}

Json values_to_json(Attribute attribute) {
  Json values = Json::array();
  for (const AttributeValue& value : kAttributeValues) {
    if (value.attribute == attribute) {
      values.push_back(
          {{"id", value.id}, {"label", value.label}, {"definition", value.definition}});
    }
  }
  return values;
}

Json practices_of(const AttributeEntry& attribute) {
  Json ids = Json::array();
  for (const PracticeEntry& practice : kPractices) {
    if ((attribute.practices & set_of(practice.practice)) != 0) {
      ids.push_back(practice.id);
    }
  }
  return ids;
}

std::string quality_text() {
  std::string text = fmt::format(
      "\nHow well they are told: of {} policies those in which readers found it, the program, and\n"
      "both; the model had not seen them (docs/practices.md)\n  {:<42} {:>7} {:>7} {:>5} {:>11} "
      "{:>5}\n",
      kJudgedPolicies,
      "",
      "readers",
      "program",
      "both",
      "rules alone",
      "both");
  for (const JudgedLabel& label : kJudgedLabels) {
    text += fmt::format("  {:<42} {:>7} {:>7} {:>5} {:>11} {:>5}\n",
                        label.label,
                        label.stated,
                        label.with_model.told,
                        label.with_model.both,
                        label.by_rules.told,
                        label.by_rules.both);
  }
  return text;
}

Json quality_to_json() {
  Json labels = Json::array();
  for (const JudgedLabel& label : kJudgedLabels) {
    labels.push_back(
        {{"label", label.label},
         {"stated", label.stated},
         {"with_model", {{"told", label.with_model.told}, {"both", label.with_model.both}}},
         {"by_rules", {{"told", label.by_rules.told}, {"both", label.by_rules.both}}}});
  }
  return {{"policies", kJudgedPolicies}, {"labeler", kJudgedModel}, {"labels", labels}};
}

}  // namespace

std::string practices_text() {
  std::string text = fmt::format("Practices ({})\n", kSource);
  for (const PracticeEntry& practice : kPractices) {
    text += fmt::format("  {}\n      {}: {}{}{}\n",
                        practice.id,
                        practice.label,
                        practice.definition,
                        practice.has_polarity ? "; performed, denied or conditional" : "",
                        practice.stability == Stability::kStable ? "" : " (experimental)");
  }
  for (const AttributeEntry& attribute : kAttributes) {
    text += fmt::format("\n{}: ({})\n", attribute.id, attribute.label);
    for (const AttributeValue& value : kAttributeValues) {
      if (value.attribute == attribute.attribute) {
        text += fmt::format("  {:<20} {}\n", value.id, value.definition);
      }
    }
  }
  return text + quality_text();
}

std::string practices_json() {
  Json practices = Json::array();
  for (const PracticeEntry& practice : kPractices) {
    practices.push_back({{"id", practice.id},
                         {"label", practice.label},
                         {"definition", practice.definition},
                         {"source", kSource},
                         {"stability", name_of(practice.stability)},
                         {"has_polarity", practice.has_polarity},
                         {"is_structural", practice.is_structural}});
  }
  Json attributes = Json::array();
  for (const AttributeEntry& attribute : kAttributes) {
    attributes.push_back({{"id", attribute.id},
                          {"label", attribute.label},
                          {"practices", practices_of(attribute)},
                          {"values", values_to_json(attribute.attribute)}});
  }
  return Json{{"format_version", 1},
              {"practices", practices},
              {"polarities", kPolarityIds},
              {"attributes", attributes},
              {"quality", quality_to_json()}}
             .dump() +
         "\n";
}

}  // namespace smallprint::indexing
