#include "common/templates/distinct_words.hpp"

#include <cstdint>

#include <gtest/gtest.h>

namespace smallprint {
namespace {

/// The numbers [begin, end), as if they were hashes of words.
DistinctWords numbers(std::uint64_t begin, std::uint64_t end) {
  DistinctWords words;
  for (std::uint64_t word = begin; word < end; ++word) {
    words.push_back(word);
  }
  return words;
}

TEST(DistinctWords, AreSortedAndWithoutRepeats) {
  DistinctWords words{5, 1, 5, 3, 1};
  make_set(words);
  EXPECT_EQ(words, (DistinctWords{1, 3, 5}));
}

TEST(DistinctWords, ShareWhatBothHave) {
  EXPECT_EQ(shared_words(DistinctWords{1, 3, 5, 9}, DistinctWords{3, 4, 9, 10}), 2U);
  EXPECT_EQ(shared_words(DistinctWords{1}, DistinctWords{}), 0U);
}

TEST(DistinctWords, AreAlikeByWhatBothHaveOfWhatEitherHas) {
  EXPECT_DOUBLE_EQ(jaccard(numbers(0, 10), numbers(0, 10)), 1);
  EXPECT_DOUBLE_EQ(jaccard(numbers(0, 10), numbers(5, 15)), 5.0 / 15);
  EXPECT_DOUBLE_EQ(jaccard(numbers(0, 10), numbers(10, 20)), 0);
  EXPECT_DOUBLE_EQ(jaccard({}, {}), 1);
}

TEST(DistinctWords, AreNearFromNineTenthsOn) {
  EXPECT_TRUE(are_near(numbers(0, 9), numbers(0, 10)));    // 9 of 10
  EXPECT_FALSE(are_near(numbers(0, 89), numbers(0, 99)));  // 89 of 99: .899
  EXPECT_TRUE(are_near(numbers(0, 19), numbers(1, 20)));   // 18 of 20
  EXPECT_FALSE(are_near(numbers(0, 9), numbers(1, 10)));   // 8 of 10
  EXPECT_FALSE(are_near(numbers(0, 8), numbers(0, 10)));   // the sizes alone say so
}

}  // namespace
}  // namespace smallprint
