/// Which elements of two sequences belong together: the alignment behind `history --diff`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace smallprint::searching {

/// A longest common subsequence of `a` and `b`, as pairs of positions (in a, in b), both ascending.
/// Equal numbers are equal elements.
///
/// Common beginnings and ends are set apart; the rest is the algorithm of Hunt and Szymanski 1977,
/// "A Fast Algorithm for Computing Longest Common Subsequences", CACM 20(5), which is quick where
/// elements seldom repeat, as sentences do. Cost: O((n + r) log n) for r pairs of equal elements;
/// memory O(n + r). Of elements that repeat more than kMaxRepeats times in `b` only the first so
/// many can match, so that r stays below kMaxRepeats * n; then the result may not be longest.
[[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> longest_common_subsequence(
    const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b);

inline constexpr std::size_t kMaxRepeats = 200;

}  // namespace smallprint::searching
