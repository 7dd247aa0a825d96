#include "searcher/word_pattern.hpp"

#include <cstddef>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

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
                  {"write to us at any time", "exact:US", true},  // one form of two terms
                  {"offices in the US and elsewhere", "exact:us", true},
                  {"offices in the US and elsewhere", "us", false}});
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

TEST(WordPattern, CountsABreakAsAPosition) {
  const std::string text = "Letters:\n\n- alpha bravo\n- cargo delta\n";
  expect_matches({{text, "bravo NEAR/1 cargo", false}, {text, "bravo NEAR/2 cargo", true}});
}

}  // namespace
}  // namespace smallprint::searching
