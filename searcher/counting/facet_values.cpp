#include "searcher/counting/facet_values.hpp"

#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "common/snapshot_attributes.hpp"
#include "searcher/matching/attribute_values.hpp"

namespace smallprint::searching {
namespace {

std::string capitalised(std::string_view text) {
  std::string capital(text);
  capital[0] = static_cast<char>(capital[0] - 'a' + 'A');
  return capital;
}

FacetValue practice_value(ValueNumber number) {
  const PracticeEntry& practice = kPractices[number];
  FacetValue value{.value = std::string(practice.id), .label = std::string(practice.label)};
  value.practice = practice.practice;
  if (practice.has_polarity) {
    value.polarity.emplace();
  }
  return value;
}

FacetValue pair_value(ValueNumber number) {
  const PracticeEntry& practice = entry(practice_of_pair(number));
  const AttributeValue& data = kAttributeValues[data_of_pair(number)];
  FacetValue value{.value = fmt::format("{}:{}", practice.id, data.id),
                   .label = fmt::format("{}: {}", practice.label, data.label)};
  value.practice = practice.practice;
  value.data = data_of_pair(number);
  return value;
}

FacetValue half_year_value(ValueNumber number) {
  const ValueNumber year = number / kHalves;
  const bool first = number % kHalves == 0;
  return {.value = fmt::format("{:04}_{}", year, first ? 'A' : 'B'),
          .label = fmt::format("{} {:04}", first ? "January to June" : "July to December", year)};
}

FacetValue named(std::string_view name, std::string label) {
  return {.value = std::string(name), .label = std::move(label)};
}

FacetValue attribute_facet_value(FieldId field, std::string_view attribute) {
  const std::string_view value = attribute_value(field, attribute);
  return named(value, label_of_attribute(field, value));
}

}  // namespace

std::optional<FieldId> attribute_field(FacetBy by) {
  switch (by) {
    case FacetBy::kCategory:
      return FieldId::kCategory;
    case FacetBy::kRank:
      return FieldId::kRank;
    case FacetBy::kInterval:
      return FieldId::kInterval;
    case FacetBy::kParked:
      return FieldId::kParked;
    default:
      return std::nullopt;
  }
}

std::size_t size_of(FacetBy by, const ShardReader& shard) {
  switch (by) {
    case FacetBy::kPractice:
      return kPracticeCount * (1 + kPolarityCount);
    case FacetBy::kData:
      return kDataTypeCount;
    case FacetBy::kPolarity:
      return kPolarityCount;
    case FacetBy::kYear:
      return kYears;
    case FacetBy::kHalfYear:
      return std::size_t{kYears} * kHalves;
    case FacetBy::kSite:
      return shard.sites.size();
    case FacetBy::kPolicyHost:
      return shard.hosts.size();
    case FacetBy::kCategory:
    case FacetBy::kRank:
    case FacetBy::kInterval:
    case FacetBy::kParked:
      return shard.attributes.size();
    case FacetBy::kPracticeAndData:
      return kPracticeCount * kDataTypeCount;
    case FacetBy::kTemplate:
    case FacetBy::kPolicyTemplate:
    case FacetBy::kCount:
      break;
  }
  return 0;
}

FacetValue value_of(FacetBy by, const ShardReader& shard, ValueNumber number) {
  switch (by) {
    case FacetBy::kPractice:
      return practice_value(number);
    case FacetBy::kData:
      return named(kAttributeValues[number].id, std::string(kAttributeValues[number].label));
    case FacetBy::kPolarity:
      return named(kPolarityIds[number], capitalised(kPolarityIds[number]));
    case FacetBy::kYear:
      return named(fmt::format("{:04}", number), fmt::format("{:04}", number));
    case FacetBy::kHalfYear:
      return half_year_value(number);
    case FacetBy::kSite:
      return named(shard.sites[number], std::string(shard.sites[number]));
    case FacetBy::kPolicyHost:
      return named(shard.hosts[number], std::string(shard.hosts[number]));
    case FacetBy::kCategory:
    case FacetBy::kRank:
    case FacetBy::kInterval:
    case FacetBy::kParked:
      return attribute_facet_value(*attribute_field(by), shard.attributes[number]);
    case FacetBy::kPracticeAndData:
      return pair_value(number);
    case FacetBy::kTemplate:
    case FacetBy::kPolicyTemplate:
    case FacetBy::kCount:
      break;
  }
  return {};
}

}  // namespace smallprint::searching
