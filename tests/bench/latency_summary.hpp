/// What a benchmark says about many latencies: the figures of the peers' drivers, computed alike.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

namespace smallprint::bench {

/// Latencies of several queries, in the unit of the values.
struct LatencySummary {
  std::size_t queries = 0;
  double p50 = 0;
  double p95 = 0;
  double mean = 0;
};

/// The value in the middle; of an even number of values, the upper of the two. `values` must not be
/// empty.
[[nodiscard]] inline double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// Nearest rank: the smallest value that at least `share` of the values do not exceed. `sorted` is
/// ascending and not empty, `share` in (0, 1].
[[nodiscard]] inline double percentile(const std::vector<double>& sorted, double share) {
  const double rank = std::ceil(share * static_cast<double>(sorted.size()));
  return sorted[static_cast<std::size_t>(rank) - 1];
}

/// All zero for no values.
[[nodiscard]] inline LatencySummary summarise(std::vector<double> values) {
  if (values.empty()) {
    return {};
  }
  std::sort(values.begin(), values.end());
  const double sum = std::accumulate(values.begin(), values.end(), 0.0);
  return {.queries = values.size(),
          .p50 = percentile(values, 0.50),
          .p95 = percentile(values, 0.95),
          .mean = sum / static_cast<double>(values.size())};
}

}  // namespace smallprint::bench
