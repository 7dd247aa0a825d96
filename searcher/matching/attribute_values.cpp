#include "searcher/matching/attribute_values.hpp"

#include <vector>

#include <fmt/format.h>

#include "common/ascii.hpp"

namespace smallprint::searching {
namespace {

const ListedValue* find_listed(FieldId field, std::string_view id) {
  for (const ListedValue& value : listed_values(field)) {
    if (value.id == id) {
      return &value;
    }
  }
  return nullptr;
}

}  // namespace

std::span<const ListedValue> listed_values(FieldId field) {
  switch (field) {
    case FieldId::kRank:
      return kRankBands;
    case FieldId::kParked:
      return kParkedValues;
    default:
      return {};
  }
}

std::variant<std::string, UnknownValue> read_listed_value(FieldId field_id, std::string_view text) {
  if (const ListedValue* const value = find_listed(field_id, ascii_lower(text))) {
    return std::string(value->id);
  }
  std::vector<std::string_view> names;
  for (const ListedValue& value : listed_values(field_id)) {
    names.push_back(value.id);
  }
  return unknown_value(fmt::format("{} value", field(field_id).name), text, names);
}

std::string label_of_attribute(FieldId field, std::string_view value) {
  const ListedValue* const listed = find_listed(field, value);
  return std::string(listed == nullptr ? value : listed->label);
}

}  // namespace smallprint::searching
