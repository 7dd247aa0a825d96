/// Proportions, their differences and their ratios, with 95 % confidence intervals.
///
/// Each interval treats the units as drawn independently from a large population. None corrects for
/// looking at many periods at once.
#pragma once

#include <cstdint>
#include <optional>

namespace smallprint::searching {

/// The .975 quantile of the standard normal distribution, to the six decimals that every interval
/// of the programs is stated with.
inline constexpr double kNormalQuantile = 1.959964;

/// `matching` of `observed` units; 0 <= matching <= observed.
struct Proportion {
  std::uint64_t matching = 0;
  std::uint64_t observed = 0;
};

struct Estimate {
  double value = 0;
  double low = 0;
  double high = 0;
};

/// Units asked two questions, by the answers.
struct PairedTable {
  std::uint64_t both = 0;
  std::uint64_t first_only = 0;
  std::uint64_t second_only = 0;
  std::uint64_t neither = 0;

  [[nodiscard]] std::uint64_t units() const { return both + first_only + second_only + neither; }

  [[nodiscard]] Proportion first() const { return {both + first_only, units()}; }

  [[nodiscard]] Proportion second() const { return {both + second_only, units()}; }
};

/// Wilson's score interval (E. B. Wilson, J. Am. Stat. Assoc. 22, 1927, 209-212), without
/// continuity correction. None when nothing was observed.
[[nodiscard]] std::optional<Estimate> rate(const Proportion& proportion);

/// first - second of two independent samples: the Wilson intervals squared and added (R. G.
/// Newcombe, Statistics in Medicine 17, 1998, 873-890, method 10). None when a sample is empty.
[[nodiscard]] std::optional<Estimate> difference(const Proportion& first, const Proportion& second);

/// first - second of the same units (R. G. Newcombe, Statistics in Medicine 17, 1998, 2635-2650,
/// method 10). None when there is no unit.
[[nodiscard]] std::optional<Estimate> difference(const PairedTable& table);

/// first / second of two independent samples, the logarithm taken as normal (D. Katz et al.,
/// Biometrics 34, 1978, 469-474). None when either count is 0, or all that was observed: the
/// method has no interval then, or one that is too narrow.
[[nodiscard]] std::optional<Estimate> ratio(const Proportion& first, const Proportion& second);

/// first / second of the same units: the hybrid of two Wilson intervals (D. G. Bonett and R. M.
/// Price, Statistics in Medicine 25, 2006, 3039-3047). None when either count is 0.
[[nodiscard]] std::optional<Estimate> ratio(const PairedTable& table);

}  // namespace smallprint::searching
