#include "searcher/ranking/bm25.hpp"

#include <cstdint>

#include <gtest/gtest.h>

namespace smallprint::searching {
namespace {

// The formula of Xapian's documentation ("The BM25 Weighting Scheme"), its logarithms worked out by
// hand: weight = log((N - n + .5) / (n + .5)) * (k1 + 1), share = f / (k1 * L + f) with
// L = (1 - b) + b * length. k1 and b are tuned on judged queries, so they stand for themselves.

double logarithm(std::uint64_t passages_with_term, std::uint64_t passages) {
  return term_weight(passages_with_term, passages) / (kBm25K1 + 1);
}

TEST(Bm25, WeighsARareTermByTheLogarithmOfItsOdds) {
  EXPECT_NEAR(logarithm(0, 10), 3.0445224377, 1e-9);    // ln(10.5 / .5)
  EXPECT_NEAR(logarithm(2, 10), 1.2237754316, 1e-9);    // ln(8.5 / 2.5)
  EXPECT_NEAR(logarithm(1, 1000), 6.5017900458, 1e-9);  // ln(999.5 / 1.5)
}

TEST(Bm25, SoftensTheOddsOfACommonTermSoThatNoWeightIsNegative) {
  EXPECT_NEAR(logarithm(5, 10), 0.4054651081, 1e-9);  // odds 1: ln 1.5
  EXPECT_NEAR(logarithm(4, 4), 0.0540672213, 1e-9);   // odds 1/9: ln(19 / 18)
  for (std::uint64_t with = 0; with < 100; ++with) {
    EXPECT_GT(term_weight(with, 100), term_weight(with + 1, 100)) << with;
  }
}

TEST(Bm25, GivesAPassageItsShareByFrequencyAndLength) {
  const auto k1 = static_cast<float>(kBm25K1);
  const auto b = static_cast<float>(kBm25B);
  EXPECT_FLOAT_EQ(term_share(0, 40, 40), 0);
  EXPECT_FLOAT_EQ(term_share(1, 40, 40), 1 / (k1 + 1));  // L = 1
  EXPECT_FLOAT_EQ(term_share(3, 40, 40), 3 / (k1 + 3));
  EXPECT_FLOAT_EQ(term_share(3, 80, 40), 3 / (k1 * (1 + b) + 3));      // twice as long
  EXPECT_FLOAT_EQ(term_share(1, 30, 40), 1 / (k1 * (1 - b / 4) + 1));  // a quarter shorter
}

TEST(Bm25, TakesNoPassageForShorterThanAShareOfTheAverage) {
  EXPECT_EQ(term_share(1, 40 * kBm25MinLength / 2, 40), term_share(1, 40 * kBm25MinLength, 40));
  EXPECT_GT(term_share(1, 40 * kBm25MinLength, 40), term_share(1, 40, 40));
}

TEST(Bm25, RoundsScoresToSixDecimals) {
  EXPECT_EQ(round_score(1.23456749), 1.234567);
  EXPECT_EQ(round_score(1.23456751), 1.234568);
  EXPECT_EQ(round_score(0.1 + 0.2), 0.3);
}

}  // namespace
}  // namespace smallprint::searching
