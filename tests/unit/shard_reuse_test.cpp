#include "indexer/shard_reuse.hpp"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "searcher/index_view.hpp"
#include "tests/support/small_archive.hpp"

namespace smallprint::indexing {
namespace {

namespace fs = std::filesystem;

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// A shard of three sites; `zebras` stands in one of them only.
class ShardReuse : public ::testing::Test {
 protected:
  ShardReuse() {
    testing_support::write_snapshots(
        archive_,
        {{.site = "a.com", .timestamp = "20100101000000", .body = "We sell cookies."},
         {.site = "a.com", .timestamp = "20110101000000", .body = "We sell cookies."},
         {.site = "b.com",
          .timestamp = "20100101000000",
          .body = "# Privacy\n\n## Zoo\n\nWe sell zebras."},
         {.site = "c.com", .timestamp = "20100101000000", .body = "We keep cookies."}});
    testing_support::build_small_index(archive_.path(), home_.path() / "index");
    before_ = home_.path() / "index" / "gen-000001" / "shard-00";
    after_ = home_.path() / "after";
    fs::create_directory(after_);
  }

  testing_support::TemporaryFolder archive_;
  testing_support::TemporaryFolder home_;
  fs::path before_;
  fs::path after_;
};

TEST_F(ShardReuse, LosesTheRowsAndTheWordsOfAChangedSite) {
  const RowTotals lost = reuse_shard(before_, after_, {"b.com", "elsewhere.com"});

  EXPECT_EQ(lost.passages, 1U);
  EXPECT_EQ(lost.occurrences, 1U);
  EXPECT_EQ(lost.words, 5U);  // `We sell zebras`, and twice the heading's word
  const ShardReader shard(after_);
  EXPECT_THAT(shard.dead_sites.values(), ElementsAre(*shard.sites.find("b.com")));
  ASSERT_EQ(shard.dead_words.size(), 2U);
  for (const std::uint32_t word : shard.dead_words.values()) {
    EXPECT_TRUE(shard.words[word] == "zebras" || shard.words[word] == "zoo");
  }
}

TEST_F(ShardReuse, LinksEverythingElse) {
  static_cast<void>(reuse_shard(before_, after_, {"b.com"}));

  for (const auto& entry : fs::recursive_directory_iterator(before_)) {
    const fs::path relative = entry.path().lexically_relative(before_);
    const bool is_list = relative == "dead.sites" || relative == "dead.words";
    if (entry.is_regular_file()) {
      EXPECT_EQ(fs::equivalent(entry.path(), after_ / relative), !is_list) << relative;
    }
  }
}

TEST_F(ShardReuse, GoesOnFromWhatIsDeadAlready) {
  static_cast<void>(reuse_shard(before_, after_, {"b.com"}));
  const fs::path third = home_.path() / "third";
  fs::create_directory(third);

  const RowTotals lost = reuse_shard(after_, third, {"a.com", "b.com"});

  EXPECT_EQ(lost.passages, 1U);
  EXPECT_EQ(lost.occurrences, 2U);
  EXPECT_EQ(ShardReader(third).dead_sites.size(), 2U);
}

TEST_F(ShardReuse, IsALinkAloneWhenNothingChanged) {
  const RowTotals lost = reuse_shard(before_, after_, {"elsewhere.com"});

  EXPECT_EQ(lost.passages, 0U);
  EXPECT_THAT(ShardReader(after_).dead_sites.values(), IsEmpty());
  EXPECT_TRUE(fs::equivalent(before_ / "dead.sites", after_ / "dead.sites"));
}

TEST_F(ShardReuse, AnswersWithLiveRowsOnly) {
  static_cast<void>(reuse_shard(before_, after_, {"b.com"}));

  searching::Shard shard(after_, 3);
  EXPECT_EQ(shard.live_rows().size(), 2U);
  EXPECT_EQ(shard.postings_of("sell").rows.size(), 1U);
  EXPECT_THAT(shard.postings_of("zebra").rows, IsEmpty());
}

}  // namespace
}  // namespace smallprint::indexing
