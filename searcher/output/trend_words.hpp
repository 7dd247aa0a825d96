/// What the text and the chart of a trend say alike.
#pragma once

#include <string>
#include <string_view>

#include "searcher/counting/trend.hpp"

namespace smallprint::searching {

/// `sites`, `policies`, `snapshots`.
[[nodiscard]] std::string_view plural_of(TrendUnit unit);

/// The query as it was given and the filters on what is said and who says it: `gdpr, practice
/// data-security, site a.example`. One line that is safe to print.
[[nodiscard]] std::string question_of(const TrendRequest& request);

/// How many sites the answer rests on: `7 to 137 of 197 sites of the archive are observed in a
/// period`.
[[nodiscard]] std::string coverage_of(const TrendAnswer& answer);

/// The rate that bars and axis end at: the least of a few round ones that holds every interval.
[[nodiscard]] double scale_of(const TrendRequest& request, const TrendAnswer& answer);

}  // namespace smallprint::searching
