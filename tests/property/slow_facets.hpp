/// Counting the plainest way: for every value the set of the sites, snapshots or passages that have
/// it.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "searcher/counting/facets.hpp"
#include "tests/property/slow_search.hpp"

namespace smallprint::testing_support {

struct SlowFacetValue {
  std::string value;
  std::size_t count = 0;
  std::array<std::size_t, 3> polarity{};  ///< performed, denied, conditional; by practice only

  friend bool operator==(const SlowFacetValue&, const SlowFacetValue&) = default;
};

struct SlowFacetAnswer {
  std::size_t matching = 0;
  std::vector<SlowFacetValue> values;
  std::size_t distinct = 0;
  std::size_t other = 0;
  std::string without_filter;
};

[[nodiscard]] SlowFacetAnswer count_slowly(const std::vector<SlowPolicy>& policies,
                                           const searching::FacetRequest& request);

}  // namespace smallprint::testing_support
