#include "tests/bench/latency_summary.hpp"

#include <numeric>
#include <vector>

#include <gtest/gtest.h>

namespace smallprint::bench {
namespace {

TEST(Median, IsTheMiddleOfUnsortedValues) {
  EXPECT_EQ(median({9, 1, 5}), 5);
}

TEST(Median, IsTheUpperMiddleOfAnEvenNumber) {
  EXPECT_EQ(median({4, 1, 3, 2}), 3);
}

TEST(SummariseLatencies, TakesPercentilesByNearestRank) {
  std::vector<double> values(20);
  std::iota(values.rbegin(), values.rend(), 1);  // 20, 19, ... 1

  const LatencySummary summary = summarise(values);

  EXPECT_EQ(summary.queries, 20U);
  EXPECT_EQ(summary.p50, 10);
  EXPECT_EQ(summary.p95, 19);
  EXPECT_DOUBLE_EQ(summary.mean, 10.5);
}

TEST(SummariseLatencies, OfOneValueIsThatValue) {
  const LatencySummary summary = summarise({7});

  EXPECT_EQ(summary.p50, 7);
  EXPECT_EQ(summary.p95, 7);
}

TEST(SummariseLatencies, OfNothingIsZero) {
  EXPECT_EQ(summarise({}).queries, 0U);
  EXPECT_EQ(summarise({}).p95, 0);
}

}  // namespace
}  // namespace smallprint::bench
