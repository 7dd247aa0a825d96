#include "indexer/training/linear_classifier.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace smallprint::training {
namespace {

/// Three rows of two features; the third is on the wrong side.
std::vector<Row> rows() {
  return {{.features = {{.number = 0, .value = 1}}},
          {.features = {{.number = 1, .value = 1}}},
          {.features = {{.number = 0, .value = 1}, {.number = 1, .value = 0.5F}}}};
}

Lesson lesson(float weight) {
  return {.rows = {0, 1, 2}, .holds = {true, false, false}, .weights = {weight, weight, weight}};
}

SvmSettings settings(double cost) {
  return {.penalty = Penalty::kSquares, .cost = cost, .tolerance = 1e-8};
}

TEST(TrainSvm, PartsTheClasses) {
  const LinearWeights weights = train_svm(rows(), 2, lesson(1), settings(1));

  EXPECT_GT(weights.margin(rows()[0]), 0);
  EXPECT_LT(weights.margin(rows()[1]), 0);
}

// Rows of weight 1/4 at cost 4 are rows of weight 1 at cost 1.
TEST(TrainSvm, CountsARowByItsWeight) {
  const LinearWeights whole = train_svm(rows(), 2, lesson(1), settings(1));
  const LinearWeights parts = train_svm(rows(), 2, lesson(0.25F), settings(4));

  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_NEAR(whole.of[i], parts.of[i], 1e-4);
  }
  EXPECT_NEAR(whole.bias, parts.bias, 1e-4);
}

TEST(TrainSvm, GivesTheSameWeightsAgain) {
  const LinearWeights first = train_svm(rows(), 2, lesson(0.5F), settings(1));
  const LinearWeights second = train_svm(rows(), 2, lesson(0.5F), settings(1));

  EXPECT_EQ(first.of, second.of);
  EXPECT_EQ(first.bias, second.bias);
}

// Of the rows with margin 1, three in four hold; of those with margin -1, one in four.
TEST(Calibrate, GivesTheShareThatHolds) {
  const Calibration fit =
      calibrate({1, 1, 1, 1, -1, -1, -1, -1}, {true, true, true, false, true, false, false, false});

  EXPECT_NEAR(1 / (1 + std::exp(-(fit.slope + fit.offset))), 0.75, 1e-3);
  EXPECT_NEAR(1 / (1 + std::exp(-(-fit.slope + fit.offset))), 0.25, 1e-3);
}

TEST(Calibrate, StaysFiniteWhereTheMarginsPartTheClasses) {
  const Calibration fit = calibrate({1, 2, -1, -2}, {true, true, false, false});

  EXPECT_TRUE(std::isfinite(fit.slope));
  EXPECT_GT(fit.slope, 1);
}

}  // namespace
}  // namespace smallprint::training
