#include <span>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "common/standard_streams.hpp"
#include "searcher/matching/attribute_values.hpp"
#include "searcher/output/json_output.hpp"
#include "searcher/verbs/verbs.hpp"

namespace smallprint::searching {
namespace {

/// The closed list behind a field, empty where anything may stand.
Json values_of_field(FieldId field) {
  Json values = Json::array();
  if (field == FieldId::kPractice) {
    for (const PracticeEntry& practice : kPractices) {
      values.push_back({{"value", practice.id},
                        {"label", practice.label},
                        {"definition", practice.definition},
                        {"polarity", practice.has_polarity ? Json(kPolarityIds) : Json::array()}});
    }
  } else if (field == FieldId::kData) {
    for (const AttributeValue& type : std::span(kAttributeValues).first(kDataTypeCount)) {
      values.push_back(
          {{"value", type.id}, {"label", type.label}, {"definition", type.definition}});
    }
  }
  for (const ListedValue& listed : listed_values(field)) {
    values.push_back({{"value", listed.id}, {"label", listed.label}, {"definition", listed.label}});
  }
  return values;
}

}  // namespace

ExitCode run_fields(const Options& options) {
  Json all = Json::array();
  for (const Field& field : kFields) {
    const Json values = values_of_field(field.id);
    all.push_back({{"name", field.name},
                   {"description", field.description},
                   {"example", field.example},
                   {"values", values}});
    if (options.format == OutputFormat::kText) {
      print_answer(
          fmt::format("{:<12} {}\n{:<12} {}\n", field.name, field.description, "", field.example));
      for (const Json& value : values) {
        print_answer(fmt::format("{:<12}   {:<32} {}\n",
                                 "",
                                 value["value"].get_ref<const std::string&>(),
                                 value["definition"].get_ref<const std::string&>()));
      }
    }
  }
  if (options.format == OutputFormat::kJson) {
    print_answer(to_line(all) + "\n");
  }
  return ExitCode::kOk;
}

}  // namespace smallprint::searching
