#include "searcher/counting/proportion.hpp"

#include <algorithm>
#include <cmath>

namespace smallprint::searching {
namespace {

struct Interval {
  double low = 0;
  double high = 0;
};

double share(double matching, double observed) {
  return matching / observed;
}

Interval wilson(double matching, double observed, double quantile) {
  const double z2 = quantile * quantile;
  const double p = share(matching, observed);
  const double centre = matching + z2 / 2;
  const double reach = quantile * std::sqrt(matching * (1 - p) + z2 / 4);
  return {.low = matching == 0 ? 0 : (centre - reach) / (observed + z2),
          .high = matching == observed ? 1 : (centre + reach) / (observed + z2)};
}

/// How two answers of the same units go together: Newcombe's phi, with his continuity correction
/// where it is positive.
double correlation(const PairedTable& table) {
  const auto both = static_cast<double>(table.both);
  const auto first_only = static_cast<double>(table.first_only);
  const auto second_only = static_cast<double>(table.second_only);
  const auto neither = static_cast<double>(table.neither);
  const double margins =
      (both + first_only) * (second_only + neither) * (both + second_only) * (first_only + neither);
  if (margins == 0) {
    return 0;
  }
  const double product = both * neither - first_only * second_only;
  const double units = both + first_only + second_only + neither;
  return (product > 0 ? std::max(product - units / 2, 0.0) : product) / std::sqrt(margins);
}

/// The distance of two limits from the difference, each limit as far from its rate as given.
double joined(double one, double other, double correlation) {
  return std::sqrt(std::max(one * one - 2 * correlation * one * other + other * other, 0.0));
}

Estimate difference_of_rates(const Estimate& first, const Estimate& second, double correlation) {
  const double value = first.value - second.value;
  const double below = joined(first.value - first.low, second.high - second.value, correlation);
  const double above = joined(first.high - first.value, second.value - second.low, correlation);
  return {
      .value = value, .low = std::max(value - below, -1.0), .high = std::min(value + above, 1.0)};
}

}  // namespace

std::optional<Estimate> rate(const Proportion& proportion) {
  if (proportion.observed == 0) {
    return std::nullopt;
  }
  const auto matching = static_cast<double>(proportion.matching);
  const auto observed = static_cast<double>(proportion.observed);
  const Interval interval = wilson(matching, observed, kNormalQuantile);
  return Estimate{.value = share(matching, observed), .low = interval.low, .high = interval.high};
}

std::optional<Estimate> difference(const Proportion& first, const Proportion& second) {
  const auto one = rate(first);
  const auto other = rate(second);
  return one && other ? std::optional(difference_of_rates(*one, *other, 0)) : std::nullopt;
}

std::optional<Estimate> difference(const PairedTable& table) {
  const auto one = rate(table.first());
  const auto other = rate(table.second());
  return one && other ? std::optional(difference_of_rates(*one, *other, correlation(table)))
                      : std::nullopt;
}

std::optional<Estimate> ratio(const Proportion& first, const Proportion& second) {
  const auto is_at_an_end = [](const Proportion& rate) {
    return rate.matching == 0 || rate.matching == rate.observed;
  };
  if (is_at_an_end(first) || is_at_an_end(second)) {
    return std::nullopt;
  }
  const auto x1 = static_cast<double>(first.matching);
  const auto n1 = static_cast<double>(first.observed);
  const auto x2 = static_cast<double>(second.matching);
  const auto n2 = static_cast<double>(second.observed);
  const double value = share(x1, n1) / share(x2, n2);
  const double reach = std::exp(kNormalQuantile * std::sqrt(1 / x1 - 1 / n1 + 1 / x2 - 1 / n2));
  return Estimate{.value = value, .low = value / reach, .high = value * reach};
}

std::optional<Estimate> ratio(const PairedTable& table) {
  const auto x1 = static_cast<double>(table.both + table.first_only);
  const auto x2 = static_cast<double>(table.both + table.second_only);
  if (x1 == 0 || x2 == 0) {
    return std::nullopt;
  }
  // Units with neither answer say nothing of the ratio.
  const auto units = static_cast<double>(table.both + table.first_only + table.second_only);
  const auto discordant = static_cast<double>(table.first_only + table.second_only);
  const auto error = [&](double x) { return std::sqrt((1 - (x + 1) / (units + 2)) / (x + 1)); };
  const double quantile = kNormalQuantile * std::sqrt((discordant + 2) / ((x1 + 1) * (x2 + 1))) /
                          (error(x1) + error(x2));
  const Interval first = wilson(x1, units, quantile);
  const Interval second = wilson(x2, units, quantile);
  return Estimate{
      .value = x1 / x2, .low = first.low / second.high, .high = first.high / second.low};
}

}  // namespace smallprint::searching
