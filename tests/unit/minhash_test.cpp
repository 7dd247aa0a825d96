#include "indexer/templates/minhash.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "common/templates/distinct_words.hpp"

namespace smallprint::indexing {
namespace {

/// Two sets of `size` random words each that have `shared` of them in common.
struct Pair {
  DistinctWords one;
  DistinctWords other;
};

Pair random_pair(std::mt19937_64& random, std::size_t size, std::size_t shared) {
  Pair pair;
  for (std::size_t i = 0; i < size; ++i) {
    pair.one.push_back(random());
    pair.other.push_back(i < shared ? pair.one.back() : random());
  }
  make_set(pair.one);
  make_set(pair.other);
  return pair;
}

double estimate(const Pair& pair) {
  const auto one = min_hashes(pair.one);
  const auto other = min_hashes(pair.other);
  std::size_t equal = 0;
  for (std::size_t i = 0; i < kMinima; ++i) {
    equal += one[i] == other[i] ? 1U : 0U;
  }
  return static_cast<double>(equal) / static_cast<double>(kMinima);
}

// The mean of 500 estimates has a standard error of less than .004.
TEST(MinHash, EstimatesJaccardsCoefficientWithoutBias) {
  std::mt19937_64 random(1);
  for (const std::size_t shared : {0U, 20U, 40U, 54U, 60U}) {
    double sum = 0;
    double exact = 0;
    for (int i = 0; i < 500; ++i) {
      const Pair pair = random_pair(random, 60, shared);
      sum += estimate(pair);
      exact = jaccard(pair.one, pair.other);
    }
    EXPECT_NEAR(sum / 500, exact, .015) << shared;
  }
}

// 1 - (1 - s^6)^6: .989 at .9, .838 at .8, and .0001 at .15.
TEST(MinHash, SharesABandAsOftenAsTheFormulaSays) {
  std::mt19937_64 random(2);
  const auto part_with_equal_band = [&](std::size_t size, std::size_t shared) {
    int found = 0;
    constexpr int kPairs = 2000;
    for (int i = 0; i < kPairs; ++i) {
      const Pair pair = random_pair(random, size, shared);
      const TextBands one = band_keys(pair.one);
      const TextBands other = band_keys(pair.other);
      bool equal = false;
      for (std::size_t band = 0; band < kTemplateBands; ++band) {
        equal |= one[band] == other[band];
      }
      found += equal ? 1 : 0;
    }
    return static_cast<double>(found) / kPairs;
  };
  EXPECT_NEAR(part_with_equal_band(57, 54), .989, .01);  // 54 of 60
  EXPECT_NEAR(part_with_equal_band(45, 40), .838, .03);  // 40 of 50
  EXPECT_LT(part_with_equal_band(46, 12), .01);          // 12 of 80
}

TEST(MinHash, DoesNotDependOnOrderOrRepeats) {
  EXPECT_EQ(band_keys(DistinctWords{7, 8, 9}), band_keys(DistinctWords{9, 7, 8, 7}));
}

}  // namespace
}  // namespace smallprint::indexing
