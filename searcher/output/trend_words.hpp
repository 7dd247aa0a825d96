/// What the text and the chart of a trend say alike.
#pragma once

#include <string>
#include <string_view>

#include "searcher/counting/trend.hpp"

namespace smallprint::searching {

/// `sites`, `policies`, `snapshots`.
[[nodiscard]] std::string_view plural_of(TrendUnit unit);

/// How many sites the answer rests on: `7 to 137 of 197 sites of the archive are observed in a
/// period`.
[[nodiscard]] std::string coverage_of(const TrendAnswer& answer);

/// The rate that bars and axis end at: the least of a few round ones that holds every interval.
[[nodiscard]] double scale_of(const TrendRequest& request, const TrendAnswer& answer);

}  // namespace smallprint::searching
