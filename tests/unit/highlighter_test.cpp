#include "searcher/matching/highlighter.hpp"

#include <cstddef>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/small_archive.hpp"

namespace smallprint::searching {
namespace {

using testing_support::SmallIndex;

struct HighlightCase {
  std::string query;
  std::string marked;  ///< the text with what is marked in brackets
};

/// The text of a hit with every highlight in brackets.
std::string bracketed(const Hit& hit) {
  std::string out;
  std::size_t done = 0;
  for (const auto& [begin, end] : hit.highlights) {
    out += hit.passage.text.substr(done, begin - done);
    out += '[' + hit.passage.text.substr(begin, end - begin) + ']';
    done = end;
  }
  return out + hit.passage.text.substr(done);
}

/// `body` is one passage.
void expect_marks(const std::string& body, const std::vector<HighlightCase>& cases) {
  SmallIndex index({{.site = "a.example", .timestamp = "20130213000000", .body = body}});
  for (const HighlightCase& expected : cases) {
    const auto hits = index.hits(expected.query);
    ASSERT_EQ(hits.size(), 1U) << expected.query;
    EXPECT_EQ(bracketed(hits.front()), expected.marked) << expected.query;
  }
}

TEST(Highlighter, MarksEveryFormOfAListedWord) {
  expect_marks(
      "we share what they shared with us, but the shareware stays",
      {{"share", "we [share] what they [shared] with us, but the shareware stays"},
       {"shar*", "we [share] what they [shared] with us, but the [shareware] stays"},
       {"exact:share", "we [share] what they shared with us, but the shareware stays"},
       {"with shared", "we [share] what they [shared] [with] us, but the shareware stays"},
       {"share absent", "we [share] what they [shared] with us, but the shareware stays"}});
}

TEST(Highlighter, MarksAPhraseWhereItStandsAndItsWordsNowhereElse) {
  expect_marks(
      "a third of all parties share with third parties and Third-Party sites",
      {{"\"third parties\"",
        "a third of all parties share with [third] [parties] and [Third]-[Party] sites"},
       {"exact:\"third parties\"",
        "a third of all parties share with [third] [parties] and Third-Party sites"},
       {"\"third parties\" share",
        "a third of all parties [share] with [third] [parties] and [Third]-[Party] sites"}});
}

TEST(Highlighter, MarksWordsThatStandNearEnough) {
  expect_marks("alpha early early early alpha bravo delta delta flame alpha delta",
               {{"alpha NEAR/1 bravo",
                 "alpha early early early [alpha] [bravo] delta delta flame alpha delta"},
                {"delta NEAR/1 delta",
                 "alpha early early early alpha bravo [delta] [delta] flame alpha delta"},
                {"alpha NEAR/2 delta",
                 "alpha early early early [alpha] bravo [delta] [delta] flame [alpha] [delta]"}});
}

TEST(Highlighter, MarksNothingThatIsExcluded) {
  expect_marks(
      "we share data with many partners of ours",
      {{"share -\"partners data\"", "we [share] data with many partners of ours"},
       {"data AND NOT \"share partners\"", "we share [data] with many partners of ours"},
       {"(data OR share) AND site:a.example", "we [share] [data] with many partners of ours"},
       {"site:a.example", "we share data with many partners of ours"}});
}

TEST(Highlighter, MarksAWordThatStandsForTwoOnce) {
  expect_marks("you don\u2019t pay, and we optout of all that",
               {{"\"don't\"", "you [don\u2019t] pay, and we optout of all that"},
                {"\"opt out\"", "you don\u2019t pay, and we [optout] of all that"},
                {"out", "you don\u2019t pay, and we [optout] of all that"}});
}

TEST(Highlighter, MarksNoTextForWhatOnlyTheHeadingSays) {
  const std::string body =
      "# Title\n\n## Your third parties\n\nthe parties of a contract keep the third copy";
  expect_marks(body,
               {{"\"third parties\"", "the parties of a contract keep the third copy"},
                {"heading:third", "the parties of a contract keep the third copy"},
                {"your", "the parties of a contract keep the third copy"},
                {"your NEAR/8 contract", "the parties of a [contract] keep the third copy"},
                {"third", "the parties of a contract keep the [third] copy"}});

  SmallIndex index({{.site = "a.example", .timestamp = "20130213000000", .body = body}});
  EXPECT_TRUE(index.hits("\"third parties\"").front().is_in_heading);
  EXPECT_TRUE(index.hits("heading:third").front().is_in_heading);
  EXPECT_FALSE(index.hits("contract").front().is_in_heading);
  EXPECT_FALSE(index.hits("site:a.example").front().is_in_heading);
}

}  // namespace
}  // namespace smallprint::searching
