#include "common/practices/label_names.hpp"

#include <array>

#include <fmt/format.h>

namespace smallprint {
namespace {

std::array<std::string, kLabelCount> all_names() {
  std::array<std::string, kLabelCount> names;
  for (const PracticeEntry& practice : kPractices) {
    names[label_of(practice.practice)] = practice.id;
  }
  for (const Practice practice : kPolarPractices) {
    for (std::size_t i = 0; i < kPolarityCount; ++i) {
      const auto polarity = static_cast<Polarity>(i);
      names[label_of(practice, polarity)] = fmt::format("{}/{}", entry(practice).id, id(polarity));
    }
  }
  for (std::size_t i = 0; i < kValueCount; ++i) {
    const AttributeValue& value = kAttributeValues[i];
    names[label_of_value(static_cast<ValueId>(i))] =
        fmt::format("{}:{}", entry(value.attribute).id, value.id);
  }
  return names;
}

const std::array<std::string, kLabelCount>& names() {
  // Never taken apart: rules may still be read on a thread when the process ends.
  static const auto& all = *new std::array<std::string, kLabelCount>(all_names());
  return all;
}

}  // namespace

std::string label_name(LabelId label) {
  return names()[label];
}

std::optional<LabelId> find_label(std::string_view name) {
  for (std::size_t i = 0; i < kLabelCount; ++i) {
    if (names()[i] == name) {
      return static_cast<LabelId>(i);
    }
  }
  return std::nullopt;
}

}  // namespace smallprint
