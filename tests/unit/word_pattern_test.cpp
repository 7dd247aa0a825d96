#include "searcher/query/word_pattern.hpp"

#include <cstddef>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "common/byte_io.hpp"
#include "common/forward_index.hpp"
#include "common/vocabulary.hpp"
#include "tests/support/small_archive.hpp"

namespace smallprint::searching {
namespace {

using testing_support::SmallIndex;
using testing_support::SmallSnapshot;

struct PatternCase {
  std::string text;
  std::string query;
  bool matches = false;
};

/// Indexes every text as a policy of its own and asks each query of its text alone.
void expect_matches(const std::vector<PatternCase>& cases) {
  const auto site = [](std::size_t i) { return fmt::format("case{}.example", i); };
  std::vector<SmallSnapshot> snapshots;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    snapshots.push_back({.site = site(i), .timestamp = "20130213000000", .body = cases[i].text});
  }
  SmallIndex index(snapshots);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    Filters filters;
    filters.sites = {site(i)};
    EXPECT_EQ(!index.hits(cases[i].query, filters).empty(), cases[i].matches)
        << cases[i].query << " in " << cases[i].text;
  }
}

TEST(WordPattern, FindsAPhraseOfNeighboursInOrder) {
  expect_matches({{"we never sell personal data to anyone", "\"never sell\"", true},
                  {"we never sell personal data to anyone", "\"sell never\"", false},
                  {"we never sell personal data to anyone", "\"never personal\"", false},
                  {"we never sell personal data to anyone", "\"data to anyone\"", true},
                  {"never never sell data", "\"never sell\"", true},
                  {"we are selling data", "\"sell data\"", true}});
}

TEST(WordPattern, LetsNoPhraseCrossABreak) {
  expect_matches(
      {{"Sellers:\n\n- we never sell\n- personal data\n", "\"sell personal\"", false},
       {"Sellers:\n\n- we never sell\n- personal data\n", "\"never sell\"", true},
       {"# Title\n\n## About sharing\n\npersonal data of yours", "\"sharing personal\"", false},
       {"# Title\n\n## About sharing\n\npersonal data of yours", "\"about sharing\"", true}});
}

TEST(WordPattern, ComparesExactWordsAsWritten) {
  expect_matches({{"we sell personal data", "exact:\"sell personal\"", true},
                  {"we are Selling personal data", "exact:\"selling personal\"", true},
                  {"we are selling personal data", "exact:\"sell personal\"", false},
                  {"write to us at any time", "exact:us", true},
                  {"CONTACT US about it", "exact:us", true},
                  {"write to us at any time", "exact:US", false},  // one form of two terms
                  {"offices in the US and elsewhere", "exact:us", false},
                  {"offices in the US and elsewhere", "exact:US", true},
                  {"offices in the U.S. and elsewhere", "exact:US", false},
                  {"we don't sell data", "exact:\"Don't sell\"", true},
                  {"we do not sell data", "exact:\"don't sell\"", false}});
}

TEST(WordPattern, FindsWordsNearEachOtherInAnyOrder) {
  const std::string text = "alpha bravo cargo delta early flame";
  expect_matches({{text, "alpha NEAR/1 bravo", true},
                  {text, "bravo NEAR/1 alpha", true},
                  {text, "alpha NEAR/1 cargo", false},
                  {text, "alpha NEAR/2 cargo", true},
                  {text, "flame NEAR/4 alpha", false},
                  {text, "flame NEAR/5 alpha", true},
                  // three words, one stretch with room for less than n others
                  {text, "alpha NEAR/1 bravo NEAR/1 cargo", true},
                  {text, "alpha NEAR/1 bravo NEAR/1 delta", false},
                  {text, "alpha NEAR/2 bravo NEAR/1 delta", true},
                  {text, "flame NEAR/3 delta NEAR/3 alpha", false},
                  {text, "flame NEAR/4 delta NEAR/4 alpha", true},
                  {text, "alpha NEAR/50 absent", false}});
}

TEST(WordPattern, SeesTheNearestOfRepeatedWords) {
  expect_matches({{"alpha early early early bravo alpha", "alpha NEAR/1 bravo", true},
                  {"alpha early bravo early alpha", "alpha NEAR/1 bravo", false}});
}

TEST(WordPattern, WantsAWordOfNearAsOftenAsItIsAskedFor) {
  expect_matches({{"alpha bravo cargo", "alpha NEAR alpha", false},
                  {"alpha bravo alpha", "alpha NEAR/2 alpha", true},
                  {"alpha bravo alpha", "alpha NEAR/1 alpha", false},
                  {"sharing what we share", "share NEAR shares", true},  // one term
                  {"alpha bravo cargo alpha", "alpha NEAR/2 bravo NEAR/2 alpha", true},
                  {"bravo alpha cargo delta", "alpha NEAR/2 bravo NEAR/2 alpha", false},
                  {"alpha early flame alpha bravo alpha", "alpha NEAR/1 bravo NEAR/1 alpha", true},
                  {"alpha alpha bravo", "alpha NEAR alpha NEAR alpha", false}});
}

TEST(WordPattern, CountsTheBreakBeforeTheTextAsAPosition) {
  const std::string text = "# Title\n\n## Letters alpha\n\nbravo cargo delta early flame";
  expect_matches({{text, "alpha NEAR/1 bravo", false},
                  {text, "alpha NEAR/2 bravo", true},
                  {text, "\"alpha bravo\"", false},
                  {text, "\"letters alpha\"", true},
                  {text, "heading:\"letters alpha\"", true},
                  {text, "heading:bravo", false}});
}

TEST(WordPattern, TakesOnlyTheFormsOfATermThatBeginWithAPrefix) {
  expect_matches({{"we are selling personal data", "selli*", true},
                  {"we sell personal data", "selli*", false},
                  {"we sell personal data", "sel*", true},
                  {"we never sold personal data", "sel*", false}});
}

/// A row as the index has it; the bytes live as long as the object.
class Row {
 public:
  Row(const std::vector<WordId>& heading, const std::vector<WordId>& text) {
    for (const WordId word : heading) {
      put_varint(bytes_, word);
    }
    text_begin_ = bytes_.size();
    for (const WordId word : text) {
      put_varint(bytes_, word);
    }
  }

  [[nodiscard]] PackedWords packed() const { return {.bytes = bytes_, .text_begin = text_begin_}; }

 private:
  std::string bytes_;
  std::size_t text_begin_ = 0;
};

TEST(WordPattern, TakesNoPartOfALongIdForAShortOne) {
  // 0x1081 is stored as 81 21, 0x4081 as 81 81 01, 0x81 as 81 01, 0x21 as 21
  const Row row({}, {0x1081, 0x05, 0x4081, 0x06});
  EXPECT_FALSE(WordPattern({{0x21}, {0x05}}).in_order(row.packed()));
  EXPECT_FALSE(WordPattern({{0x81}, {0x06}}).in_order(row.packed()));
  EXPECT_FALSE(WordPattern({{0x21}, {0x05}}).near(row.packed(), 50));
  EXPECT_FALSE(WordPattern({{0x81}, {0x06}}).near(row.packed(), 50));
  EXPECT_TRUE(WordPattern({{0x1081}, {0x05}, {0x4081}, {0x06}}).in_order(row.packed()));
  EXPECT_TRUE(WordPattern({{0x4081}, {0x1081}}).near(row.packed(), 2));
}

TEST(WordPattern, LooksAtEveryPlaceTheAnchorStands) {
  const Row row({}, {7, 8, 200, 7, 8, 300, 7, 9});
  EXPECT_TRUE(WordPattern({{7}, {9}}).in_order(row.packed()));
  EXPECT_TRUE(WordPattern({{200, 300}, {7}, {9, 10}}).in_order(row.packed()));
  EXPECT_FALSE(WordPattern({{200, 400}, {7}, {9, 10}}).in_order(row.packed()));
  EXPECT_TRUE(WordPattern({{7}, {8}, {300}, {7}}).in_order(row.packed()));
  EXPECT_FALSE(WordPattern({{7}, {8}, {300}, {8}}).in_order(row.packed()));
}

TEST(WordPattern, FindsNothingWhereNoWordFitsAPlace) {
  const Row row({1}, {2, 3});
  EXPECT_FALSE(WordPattern({{2}, {}}).in_order(row.packed()));
  EXPECT_FALSE(WordPattern({{2}, {}}).near(row.packed(), 50));
}

TEST(WordPattern, SeesNoWordInIdsBeyondTheShard) {
  const Row row({}, {0xFFFFFFFF, 2, 3});
  EXPECT_TRUE(WordPattern({{2}, {3}}).in_order(row.packed()));
  EXPECT_FALSE(WordPattern({{1}, {2}}).in_order(row.packed()));
}

TEST(WordPattern, CountsABreakAsAPosition) {
  const std::string text = "Letters:\n\n- alpha bravo\n- cargo delta\n";
  expect_matches({{text, "bravo NEAR/1 cargo", false}, {text, "bravo NEAR/2 cargo", true}});
}

}  // namespace
}  // namespace smallprint::searching
