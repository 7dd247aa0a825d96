#include "searcher/histories/sequence_match.hpp"

#include <algorithm>
#include <cstdint>
#include <random>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smallprint::searching {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

std::vector<std::uint32_t> letters(std::string_view text) {
  return {text.begin(), text.end()};
}

/// The length of a longest common subsequence, by the table of all prefixes.
std::size_t slow_length(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  std::vector<std::vector<std::size_t>> length(a.size() + 1,
                                               std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < b.size(); ++j) {
      length[i + 1][j + 1] =
          a[i] == b[j] ? length[i][j] + 1 : std::max(length[i][j + 1], length[i + 1][j]);
    }
  }
  return length.back().back();
}

TEST(SequenceMatch, KeepsWhatBothHaveInOrder) {
  EXPECT_THAT(longest_common_subsequence(letters("abcd"), letters("xbdy")),
              ElementsAre(Pair(1, 1), Pair(3, 2)));
  EXPECT_THAT(longest_common_subsequence(letters("abc"), letters("abc")),
              ElementsAre(Pair(0, 0), Pair(1, 1), Pair(2, 2)));
  EXPECT_THAT(longest_common_subsequence(letters("ab"), letters("")), IsEmpty());
  EXPECT_THAT(longest_common_subsequence(letters("ab"), letters("cd")), IsEmpty());
  EXPECT_THAT(longest_common_subsequence(letters("aa"), letters("a")), ElementsAre(Pair(0, 0)));
}

TEST(SequenceMatch, IsALongestCommonSubsequenceOfRandomTexts) {
  std::mt19937 random(20);
  for (int round = 0; round < 2000; ++round) {
    const auto draw = [&] {
      std::vector<std::uint32_t> text(random() % 14);
      std::ranges::generate(text, [&] { return static_cast<std::uint32_t>(random() % 5); });
      return text;
    };
    const std::vector<std::uint32_t> a = draw();
    const std::vector<std::uint32_t> b = draw();
    const auto pairs = longest_common_subsequence(a, b);

    ASSERT_EQ(pairs.size(), slow_length(a, b));
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      ASSERT_EQ(a[pairs[i].first], b[pairs[i].second]);
      ASSERT_TRUE(i == 0 ||
                  (pairs[i - 1].first < pairs[i].first && pairs[i - 1].second < pairs[i].second));
    }
  }
}

TEST(SequenceMatch, StaysSmallWhereOneElementRepeats) {
  std::vector<std::uint32_t> a(20'000, 7);
  std::vector<std::uint32_t> b(20'000, 7);
  a.front() = a.back() = 1;
  b.front() = b.back() = 2;

  EXPECT_EQ(longest_common_subsequence(a, b).size(), kMaxRepeats);
}

}  // namespace
}  // namespace smallprint::searching
