#include "indexer/templates/clusters.hpp"

#include <cstdint>
#include <set>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/templates/minhash.hpp"

namespace smallprint::indexing {
namespace {

using ::testing::ElementsAre;

struct TestText {
  std::uint32_t sites = 1;
  DistinctWords words;
};

/// Texts whose bands are all equal, unless they are told to have their own.
class TestTexts final : public TextCollection {
 public:
  enum class Bands { kAllEqual, kOfWords };

  TestTexts(std::vector<TestText> texts, Bands kind) : texts_(std::move(texts)) {
    for (const TestText& text : texts_) {
      bands_.push_back(kind == Bands::kOfWords ? band_keys(text.words) : TextBands{});
    }
  }

  [[nodiscard]] std::uint32_t size() const override {
    return static_cast<std::uint32_t>(texts_.size());
  }

  [[nodiscard]] std::uint32_t sites(std::uint32_t text) const override {
    return texts_[text].sites;
  }

  [[nodiscard]] const TextBands& bands(std::uint32_t text) const override { return bands_[text]; }

  void read_words(std::uint32_t text, DistinctWords& out) const override {
    out = texts_[text].words;
  }

 private:
  std::vector<TestText> texts_;
  std::vector<TextBands> bands_;
};

DistinctWords numbers(std::uint64_t begin, std::uint64_t end) {
  DistinctWords words;
  for (std::uint64_t word = begin; word < end; ++word) {
    words.push_back(word);
  }
  return words;
}

std::vector<std::uint32_t> leaders(std::vector<TestText> texts,
                                   TestTexts::Bands bands = TestTexts::Bands::kAllEqual) {
  return find_leaders(TestTexts(std::move(texts), bands), 2);
}

TEST(Clusters, OfNothingAreNone) {
  EXPECT_THAT(leaders({}), ElementsAre());
}

TEST(Clusters, PutNearTextsBehindTheFirst) {
  EXPECT_THAT(leaders({{.words = numbers(0, 10)},
                       {.words = numbers(50, 60)},
                       {.words = numbers(0, 9)},
                       {.words = numbers(51, 60)}}),
              ElementsAre(0, 1, 0, 1));
}

TEST(Clusters, AreLedByTheTextOfMostSites) {
  EXPECT_THAT(
      leaders({{.sites = 1, .words = numbers(0, 10)}, {.sites = 2, .words = numbers(0, 9)}}),
      ElementsAre(1, 1));
}

// 0 is near to 1 and 1 to 2, but 0 and 2 have 17 of 21 words in common.
TEST(Clusters, DoNotGrowAlongChains) {
  const std::vector<TestText> chain{
      {.words = numbers(0, 19)}, {.words = numbers(1, 20)}, {.words = numbers(2, 21)}};
  EXPECT_THAT(leaders(chain), ElementsAre(0, 0, 2));
  std::vector<TestText> middle_first = chain;
  middle_first[1].sites = 5;
  EXPECT_THAT(leaders(middle_first), ElementsAre(1, 1, 1));
}

// Each is near to the next and the one after it: 38 of 42 words; not to the third: 37 of 43.
TEST(Clusters, JoinGroupsWhenMoreThanHalfOfThePairsAreNear) {
  std::vector<TestText> texts{{.words = numbers(0, 40)},
                              {.words = numbers(1, 41)},
                              {.words = numbers(2, 42)},
                              {.words = numbers(3, 43)}};
  EXPECT_THAT(leaders(texts), ElementsAre(0, 0, 0, 0));  // 0, 1, 2 and 3: 2 pairs of 3
  texts.push_back({.words = numbers(4, 44)});
  EXPECT_THAT(leaders(texts), ElementsAre(0, 0, 0, 3, 3));  // with 4: 3 pairs of 6
}

TEST(Clusters, NeedABandInCommon) {
  EXPECT_THAT(leaders({{.words = numbers(0, 100)}, {.words = numbers(200, 300)}},
                      TestTexts::Bands::kOfWords),
              ElementsAre(0, 1));
  EXPECT_THAT(
      leaders({{.words = numbers(0, 100)}, {.words = numbers(0, 99)}}, TestTexts::Bands::kOfWords),
      ElementsAre(0, 0));
}

/// Families of texts that differ in a word or two from their neighbours.
std::vector<TestText> families(std::uint64_t count, std::uint64_t first_word) {
  std::vector<TestText> texts;
  for (std::uint64_t family = 0; family < count; ++family) {
    for (std::uint64_t shift = 0; shift < 2 + family % 9; ++shift) {
      const std::uint64_t begin = first_word + 1000 * family + shift;
      texts.push_back({.sites = static_cast<std::uint32_t>(1 + (family * 7 + shift * 5) % 4),
                       .words = numbers(begin, begin + 40)});
    }
  }
  return texts;
}

TEST(Clusters, AreTheSameHoweverManyThreadsSeekThem) {
  const TestTexts texts(families(60, 0), TestTexts::Bands::kOfWords);

  EXPECT_EQ(find_leaders(texts, 4), find_leaders(texts, 1));
}

TEST(Clusters, DoNotChangeWithTextsThatShareNothing) {
  std::vector<TestText> texts = families(30, 0);
  const auto alone = leaders(texts, TestTexts::Bands::kOfWords);
  for (TestText& other : families(30, 1'000'000)) {
    texts.push_back(std::move(other));
  }
  std::vector<std::uint32_t> together = leaders(texts, TestTexts::Bands::kOfWords);
  together.resize(alone.size());

  EXPECT_EQ(together, alone);
  EXPECT_LT(std::set(alone.begin(), alone.end()).size(), alone.size());  // some follow
}

// What collides in every band costs a bounded time, and what follows the strangers is given up.
TEST(Clusters, GiveABucketOfStrangersUp) {
  std::vector<TestText> texts{{.sites = 2, .words = numbers(0, 10)}};
  for (std::uint64_t i = 1; i <= kMostStrangers; ++i) {
    texts.push_back({.words = numbers(100 * i, 100 * i + 10)});
  }
  std::vector<TestText> one_less = texts;
  one_less.pop_back();
  texts.push_back({.words = numbers(0, 10)});
  one_less.push_back({.words = numbers(0, 10)});
  EXPECT_EQ(leaders(texts).back(), kMostStrangers + 1);
  EXPECT_EQ(leaders(one_less).back(), 0U);
}

}  // namespace
}  // namespace smallprint::indexing
