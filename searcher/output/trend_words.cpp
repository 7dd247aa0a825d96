#include "searcher/output/trend_words.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "common/printable.hpp"

namespace smallprint::searching {

std::string_view plural_of(TrendUnit unit) {
  switch (unit) {
    case TrendUnit::kSite:
      return "sites";
    case TrendUnit::kPolicy:
      return "policies";
    case TrendUnit::kTemplate:
      return "different policies";
    default:
      return "snapshots";
  }
}

std::string coverage_of(const TrendAnswer& answer) {
  if (answer.periods.empty()) {
    return fmt::format("0 of {} sites of the archive are observed", answer.archive_sites);
  }
  std::uint64_t least = UINT64_MAX;
  std::uint64_t most = 0;
  for (const TrendPeriod& period : answer.periods) {
    least = std::min(least, period.counts.sites);
    most = std::max(most, period.counts.sites);
  }
  const std::string range =
      least == most ? fmt::format("{}", most) : fmt::format("{} to {}", least, most);
  return fmt::format(
      "{} of {} sites of the archive are observed in a period", range, answer.archive_sites);
}

double scale_of(const TrendRequest& request, const TrendAnswer& answer) {
  double most = 0;
  const auto extend = [&](const Proportion& proportion) {
    if (const auto estimate = rate(proportion)) {
      most = std::max(most, estimate->high);
    }
  };
  for (const TrendPeriod& period : answer.periods) {
    extend(period.counts.first());
    if (request.compare) {
      extend(period.counts.second());
    }
  }
  constexpr std::array kScales{.01, .02, .05, .1, .2, .5, 1.0};
  const auto* const scale = std::ranges::lower_bound(kScales, most);
  return scale == kScales.end() ? kScales.back() : *scale;
}

}  // namespace smallprint::searching
