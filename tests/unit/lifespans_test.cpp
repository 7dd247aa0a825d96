#include "indexer/lifespans.hpp"

#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smallprint::indexing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Passage passage(const std::string& text, const std::vector<std::string>& heading = {}) {
  Passage made;
  made.heading = heading;
  made.text = text;
  return made;
}

/// Each row as (first, count).
std::vector<std::pair<std::uint32_t, std::uint32_t>> spans(const LifespanBuilder& lifespans) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> spans;
  for (const Lifespan& row : lifespans.rows()) {
    spans.emplace_back(row.first, row.count);
  }
  return spans;
}

TEST(Lifespans, BeginARowForEveryNewPassage) {
  LifespanBuilder lifespans;
  EXPECT_THAT(lifespans.add({passage("a"), passage("b")}), ElementsAre(0, 1));
  EXPECT_THAT(spans(lifespans), ElementsAre(std::pair(0U, 1U), std::pair(0U, 1U)));
}

TEST(Lifespans, ExtendARowWhileThePassageStays) {
  LifespanBuilder lifespans;
  (void)lifespans.add({passage("a"), passage("b")});
  EXPECT_THAT(lifespans.add({passage("c"), passage("b")}), ElementsAre(0));
  EXPECT_THAT(lifespans.add({passage("b")}), IsEmpty());
  EXPECT_THAT(spans(lifespans),
              ElementsAre(std::pair(0U, 1U), std::pair(0U, 3U), std::pair(1U, 1U)));
}

TEST(Lifespans, GiveAPassageThatGoesAndReturnsTwoRows) {
  LifespanBuilder lifespans;
  (void)lifespans.add({passage("a")});
  (void)lifespans.add({passage("b")});
  EXPECT_THAT(lifespans.add({passage("a")}), ElementsAre(0));
  EXPECT_THAT(lifespans.add({passage("a")}), IsEmpty());
  EXPECT_THAT(spans(lifespans),
              ElementsAre(std::pair(0U, 1U), std::pair(1U, 1U), std::pair(2U, 2U)));
}

TEST(Lifespans, EndWhereThePolicyWasRemovedThoughTheTextReturns) {
  LifespanBuilder lifespans;
  (void)lifespans.add({passage("a"), passage("b")});
  lifespans.end_all();
  EXPECT_THAT(lifespans.add({passage("a"), passage("c")}), ElementsAre(0, 1));
  lifespans.repeat();
  EXPECT_THAT(
      spans(lifespans),
      ElementsAre(std::pair(0U, 1U), std::pair(0U, 1U), std::pair(1U, 2U), std::pair(1U, 2U)));
}

TEST(Lifespans, CountAPassageThatStandsTwiceInASnapshotOnce) {
  LifespanBuilder lifespans;
  EXPECT_THAT(lifespans.add({passage("a"), passage("b"), passage("a")}), ElementsAre(0, 1));
  EXPECT_THAT(lifespans.add({passage("a"), passage("a")}), IsEmpty());
  EXPECT_THAT(spans(lifespans), ElementsAre(std::pair(0U, 2U), std::pair(0U, 1U)));
}

TEST(Lifespans, TakeHeadingPathCaseAndPunctuationIntoAccount) {
  LifespanBuilder lifespans;
  const std::vector<Passage> passages{passage("a"),
                                      passage("a", {"H"}),
                                      passage("a", {"H", "H"}),
                                      passage("a", {"HH"}),
                                      passage("A"),
                                      passage("a."),
                                      passage("H\na")};
  EXPECT_EQ(lifespans.add(passages).size(), passages.size());
}

TEST(Lifespans, RepeatTheWholeSnapshotBefore) {
  LifespanBuilder lifespans;
  (void)lifespans.add({passage("a"), passage("b")});
  (void)lifespans.add({passage("b"), passage("c")});
  lifespans.repeat();
  lifespans.repeat();
  EXPECT_THAT(lifespans.add({passage("c"), passage("a")}), ElementsAre(1));
  EXPECT_THAT(spans(lifespans),
              ElementsAre(std::pair(0U, 1U),    // a
                          std::pair(0U, 4U),    // b
                          std::pair(1U, 4U),    // c
                          std::pair(4U, 1U)));  // a again
}

TEST(Lifespans, RepeatASnapshotWithoutPassages) {
  LifespanBuilder lifespans;
  (void)lifespans.add({passage("a")});
  (void)lifespans.add({});
  lifespans.repeat();
  (void)lifespans.add({passage("a")});
  EXPECT_THAT(spans(lifespans), ElementsAre(std::pair(0U, 1U), std::pair(3U, 1U)));
}

TEST(PassageId, DependsOnPolicyPassageAndFirstSnapshot) {
  const Passage one = passage("a", {"H"});
  const Digest128 body{1, 2};
  const std::set<std::uint64_t> ids{passage_id("p", one, "20130213000000", body),
                                    passage_id("q", one, "20130213000000", body),
                                    passage_id("p", passage("b", {"H"}), "20130213000000", body),
                                    passage_id("p", passage("a"), "20130213000000", body),
                                    passage_id("p", one, "20130214000000", body),
                                    passage_id("p", one, "20130213000000", {2, 1})};
  EXPECT_EQ(ids.size(), 6U);
  EXPECT_TRUE(ids.contains(passage_id("p", one, "20130213000000", body)));
}

}  // namespace
}  // namespace smallprint::indexing
