/// BM25 in the form of Xapian's BM25Weight (Robertson et al. 1994), cut in the two factors that a
/// search over several shards needs apart: the weight of a term over all of them, and what one
/// passage makes of it.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace smallprint::searching {

inline constexpr double kBm25K1 = 1.5;
inline constexpr double kBm25B = 0.5;
inline constexpr double kBm25MinLength = 0.5;  ///< shorter passages count as this share of average

/// What a stop word's weight counts in a list that has other words. Judged queries, dev: in full,
/// nDCG@10 .502 on researchers' queries and .437 on users' questions; a quarter, .500 and .452; not
/// at all, .495 and .453.
inline constexpr double kStopWordShare = 0.25;

/// log((N - n + .5) / (n + .5)); the odds of a term in more than a third of all passages are
/// softened as Xapian does, so that no weight is negative.
[[nodiscard]] inline double term_weight(std::uint64_t passages_with_term, std::uint64_t passages) {
  const auto with = static_cast<double>(passages_with_term);
  double odds = (static_cast<double>(passages) - with + 0.5) / (with + 0.5);
  if (odds < 2) {
    odds = odds * 0.5 + 1;
  }
  return std::log(odds) * (kBm25K1 + 1);
}

/// Between 0 and 1: what `frequency` occurrences in a passage of `words` words are worth. A float,
/// since one is kept for every posting read.
[[nodiscard]] inline float term_share(double frequency, double words, double average_words) {
  const double length = std::max(words / average_words, kBm25MinLength);
  return static_cast<float>(frequency / (frequency + kBm25K1 * (1 - kBm25B + kBm25B * length)));
}

/// Scores are compared and printed with six decimals.
[[nodiscard]] inline double round_score(double score) {
  return std::round(score * 1e6) / 1e6;
}

}  // namespace smallprint::searching
