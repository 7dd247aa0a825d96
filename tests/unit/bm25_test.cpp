#include "searcher/bm25.hpp"

#include <cstdint>

#include <gtest/gtest.h>

namespace smallprint::searching {
namespace {

// Worked out by hand from the formula in Xapian's documentation ("The BM25 Weighting Scheme") with
// k1 = 1, b = .5, minimum length .5: weight = log((N - n + .5) / (n + .5)) * (k1 + 1), share =
// f / (k1 * L + f) with L = (1 - b) + b * length.

TEST(Bm25, WeighsARareTermByTheLogarithmOfItsOdds) {
  EXPECT_NEAR(term_weight(0, 10), 6.0890448755, 1e-9);    // 2 ln(10.5 / .5)
  EXPECT_NEAR(term_weight(2, 10), 2.4475508632, 1e-9);    // 2 ln(8.5 / 2.5)
  EXPECT_NEAR(term_weight(1, 1000), 13.0035800917, 1e-9);  // 2 ln(999.5 / 1.5)
}

TEST(Bm25, SoftensTheOddsOfACommonTermSoThatNoWeightIsNegative) {
  EXPECT_NEAR(term_weight(5, 10), 0.8109302162, 1e-9);  // odds 1: 2 ln 1.5
  EXPECT_NEAR(term_weight(4, 4), 0.1081344421, 1e-9);   // odds 1/9: 2 ln(19 / 18)
  for (std::uint64_t with = 0; with < 100; ++with) {
    EXPECT_GT(term_weight(with, 100), term_weight(with + 1, 100)) << with;
  }
}

TEST(Bm25, GivesAPassageItsShareByFrequencyAndLength) {
  EXPECT_DOUBLE_EQ(term_share(1, 40, 40), 1.0 / 2.0);      // L = 1
  EXPECT_DOUBLE_EQ(term_share(3, 80, 40), 3.0 / 4.5);      // L = 1.5
  EXPECT_DOUBLE_EQ(term_share(1, 20, 40), 1.0 / 1.75);     // L = .75
  EXPECT_DOUBLE_EQ(term_share(1, 4, 40), 1.0 / 1.75);      // no shorter than half the average
  EXPECT_DOUBLE_EQ(term_share(0, 40, 40), 0.0);
}

TEST(Bm25, RoundsScoresToSixDecimals) {
  EXPECT_EQ(round_score(1.23456749), 1.234567);
  EXPECT_EQ(round_score(1.23456751), 1.234568);
  EXPECT_EQ(round_score(0.1 + 0.2), 0.3);
}

}  // namespace
}  // namespace smallprint::searching
