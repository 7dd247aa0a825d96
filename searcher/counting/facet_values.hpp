/// The values of a facet, numbered within a shard so that counting needs no names.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "common/shard_reader.hpp"
#include "schemas/fields.hpp"
#include "schemas/practices.hpp"
#include "searcher/counting/facets.hpp"

namespace smallprint::searching {

/// Number of a value of a facet within one shard.
using ValueNumber = std::uint32_t;

inline constexpr ValueNumber kYears = 10'000;
inline constexpr ValueNumber kHalves = 2;

/// By practice, the numbers behind the practices are those of the polarities of each.
[[nodiscard]] constexpr ValueNumber polarity_number(Practice practice, Polarity polarity) {
  return static_cast<ValueNumber>(kPracticeCount +
                                  static_cast<std::size_t>(practice) * kPolarityCount +
                                  static_cast<std::size_t>(polarity));
}

[[nodiscard]] constexpr ValueNumber number_of(Practice practice) {
  return static_cast<ValueNumber>(practice);
}

[[nodiscard]] constexpr Practice practice_of_pair(ValueNumber pair) {
  return kPractices[pair / kDataTypeCount].practice;
}

[[nodiscard]] constexpr ValueId data_of_pair(ValueNumber pair) {
  return static_cast<ValueId>(pair % kDataTypeCount);
}

/// The field whose attributes a facet counts. They share their numbers with those of other fields.
[[nodiscard]] std::optional<FieldId> attribute_field(FacetBy by);

/// How many numbers a facet has in a shard.
[[nodiscard]] std::size_t size_of(FacetBy by, const ShardReader& shard);

/// A value with its names and no count.
[[nodiscard]] FacetValue value_of(FacetBy by, const ShardReader& shard, ValueNumber number);

}  // namespace smallprint::searching
