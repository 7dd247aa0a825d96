#include "searcher/counting/proportion.hpp"

#include <optional>
#include <ostream>
#include <vector>

#include <gtest/gtest.h>

namespace smallprint::searching {

void PrintTo(const Proportion& proportion, std::ostream* out) {
  *out << proportion.matching << "/" << proportion.observed;
}

void PrintTo(const PairedTable& table, std::ostream* out) {
  *out << table.both << ", " << table.first_only << ", " << table.second_only << ", "
       << table.neither;
}

namespace {

/// Published limits have four decimals.
constexpr double kFourDigits = .00005000001;

void expect_interval(const std::optional<Estimate>& estimate, double low, double high) {
  ASSERT_TRUE(estimate);
  EXPECT_NEAR(estimate->low, low, kFourDigits);
  EXPECT_NEAR(estimate->high, high, kFourDigits);
}

struct RateCase {
  Proportion proportion;
  double low;
  double high;
};

// R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine
// 17, 1998, 857-872, table I, method 3.
TEST(Rate, HasTheWilsonIntervalsOfNewcombe1998) {
  const std::vector<RateCase> cases{{{81, 263}, .2553, .3662},
                                    {{15, 148}, .0624, .1605},
                                    {{0, 20}, .0000, .1611},
                                    {{1, 29}, .0061, .1718}};
  for (const RateCase& example : cases) {
    SCOPED_TRACE(testing::PrintToString(example.proportion));
    expect_interval(rate(example.proportion), example.low, example.high);
  }
}

TEST(Rate, IsMatchingOfObserved) {
  EXPECT_DOUBLE_EQ(rate({3, 4})->value, .75);
}

TEST(Rate, EndsExactlyAtZeroAndOne) {
  EXPECT_EQ(rate({0, 7})->low, 0);
  EXPECT_EQ(rate({7, 7})->high, 1);
}

TEST(Rate, OfNothingObservedIsNone) {
  EXPECT_FALSE(rate({0, 0}));
}

struct DifferenceCase {
  Proportion first;
  Proportion second;
  double low;
  double high;
};

// R. G. Newcombe, Interval estimation for the difference between independent proportions,
// Statistics in Medicine 17, 1998, 873-890, table II, method 10.
TEST(DifferenceOfIndependent, HasTheIntervalsOfNewcombe1998) {
  const std::vector<DifferenceCase> cases{{{56, 70}, {48, 80}, .0524, .3339},
                                          {{9, 10}, {3, 10}, .1705, .8090},
                                          {{6, 7}, {2, 7}, .0582, .8062},
                                          {{5, 56}, {0, 29}, -.0381, .1926},
                                          {{0, 10}, {0, 20}, -.1611, .2775},
                                          {{10, 10}, {0, 20}, .6791, 1.0000}};
  for (const DifferenceCase& example : cases) {
    SCOPED_TRACE(testing::PrintToString(example.first));
    expect_interval(difference(example.first, example.second), example.low, example.high);
  }
}

TEST(DifferenceOfIndependent, IsFirstLessSecond) {
  EXPECT_DOUBLE_EQ(difference({56, 70}, {48, 80})->value, .2);
  EXPECT_FALSE(difference({1, 2}, {0, 0}));
  EXPECT_FALSE(difference({0, 0}, {1, 2}));
}

struct PairedCase {
  PairedTable table;
  double low;
  double high;
};

// R. G. Newcombe, Improved confidence intervals for the difference between binomial proportions
// based on paired data, Statistics in Medicine 17, 1998, 2635-2650, table III, method 10. The last:
// Cavo et al. 2012, as in Fagerland, Lydersen and Laake, Statistical Analysis of Contingency
// Tables, CRC Press 2017, chapter 8 (and the tests of their R package contingencytables).
TEST(DifferenceOfPaired, HasThePublishedIntervals) {
  const std::vector<PairedCase> cases{{{36, 12, 2, 0}, .0569, .3404},
                                      {{18, 12, 2, 18}, .0562, .3290},
                                      {{53, 0, 0, 1}, -.0729, .0729},
                                      {{0, 30, 0, 0}, .8395, 1.0000},
                                      {{59, 6, 16, 80}, -.1186, -.0046}};
  for (const PairedCase& example : cases) {
    SCOPED_TRACE(testing::PrintToString(example.table));
    expect_interval(difference(example.table), example.low, example.high);
  }
}

TEST(DifferenceOfPaired, IsFirstLessSecond) {
  EXPECT_DOUBLE_EQ(difference(PairedTable{36, 12, 2, 0})->value, .2);
  EXPECT_FALSE(difference(PairedTable{}));
}

// Perondi et al. 2004, as in Fagerland, Lydersen and Laake 2017, chapter 4 (and the tests of
// contingencytables).
TEST(RatioOfIndependent, HasThePublishedInterval) {
  const auto adrenaline = ratio(Proportion{7, 34}, Proportion{1, 34});
  expect_interval(adrenaline, .9096, 53.8695);
  EXPECT_DOUBLE_EQ(adrenaline->value, 7);
}

TEST(RatioOfIndependent, IsNoneWhereACountIsZero) {
  EXPECT_FALSE(ratio(Proportion{0, 10}, Proportion{1, 10}));
  EXPECT_FALSE(ratio(Proportion{1, 10}, Proportion{0, 10}));
}

TEST(RatioOfIndependent, IsNoneWhereARateIsOne) {
  EXPECT_FALSE(ratio(Proportion{10, 10}, Proportion{10, 10}));
  EXPECT_FALSE(ratio(Proportion{10, 10}, Proportion{1, 10}));
  EXPECT_FALSE(ratio(Proportion{1, 10}, Proportion{10, 10}));
}

// Cavo et al. 2012, as above.
TEST(RatioOfPaired, HasThePublishedInterval) {
  const auto response = ratio(PairedTable{59, 6, 16, 80});
  expect_interval(response, .7579, .9910);
  EXPECT_NEAR(response->value, .8667, kFourDigits);
}

TEST(RatioOfPaired, DoesNotDependOnUnitsWithNeitherAnswer) {
  const auto few = ratio(PairedTable{59, 6, 16, 0});
  const auto many = ratio(PairedTable{59, 6, 16, 8000});

  EXPECT_DOUBLE_EQ(few->low, many->low);
  EXPECT_DOUBLE_EQ(few->high, many->high);
}

TEST(RatioOfPaired, IsNoneWhereACountIsZero) {
  EXPECT_FALSE(ratio(PairedTable{0, 0, 3, 1}));
  EXPECT_FALSE(ratio(PairedTable{0, 3, 0, 1}));
}

TEST(RatioOfPaired, HoldsItsValueWhereNothingDisagrees) {
  const auto same = ratio(PairedTable{20, 0, 0, 5});
  ASSERT_TRUE(same);
  EXPECT_DOUBLE_EQ(same->value, 1);
  EXPECT_LT(same->low, 1);
  EXPECT_GT(same->high, 1);
}

}  // namespace
}  // namespace smallprint::searching
