#include "searcher/matching/columns.hpp"

#include <gtest/gtest.h>

#include "tests/support/small_archive.hpp"

namespace smallprint::searching {
namespace {

using testing_support::SmallIndex;

TEST(PassageIdText, HasAllDigits) {
  EXPECT_EQ(passage_id_text(0), "p:0000000000000000");
  EXPECT_EQ(passage_id_text(0xFEDCBA9876543210U), "p:fedcba9876543210");
}

TEST(DayOf, ReadsTheColumn) {
  SmallIndex index({{.site = "a.example", .timestamp = "20130213120000", .body = "We share."}});

  EXPECT_EQ(format_day(day_of(index.view().shards[0]->data, 0)), "2013-02-13");
  EXPECT_EQ(format_day(day_of(-1)), "1969-12-31");
}

TEST(Group, SpansTheRowsOfASite) {
  SmallIndex index(
      {{.site = "a.example", .timestamp = "20130213120000", .body = "## A\n\nOne.\n\n## B\n\nTwo."},
       {.site = "b.example",
        .timestamp = "20130213120000",
        .body = "## A\n\nOne.\n\n## B\n\nTwo."}});
  const ShardReader& shard = index.view().shards[0]->data;

  ASSERT_EQ(shard.rows(), 4U);
  for (const Group group : {Group::kSite, Group::kPolicy}) {
    EXPECT_EQ(begin_of_group(shard, 1, group), 0U);
    EXPECT_EQ(end_of_group(shard, 0, group), 2U);
    EXPECT_EQ(begin_of_group(shard, 3, group), 2U);
    EXPECT_EQ(end_of_group(shard, 2, group), 4U);
  }
  EXPECT_EQ(begin_of_group(shard, 1, Group::kNone), 1U);
  EXPECT_EQ(end_of_group(shard, 1, Group::kNone), 2U);
}

}  // namespace
}  // namespace smallprint::searching
