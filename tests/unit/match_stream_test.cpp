#include "searcher/matching/match_stream.hpp"

#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/small_archive.hpp"

namespace smallprint::searching {
namespace {

using ::testing::ElementsAre;
using testing_support::SmallIndex;
using testing_support::SmallSnapshot;

indexing::BuildOptions many_shards() {
  indexing::BuildOptions options;
  options.bytes_per_shard = 1;
  return options;
}

constexpr const char* kAlpha = "Alpha delta is what we ask of every visitor to this site.";
constexpr const char* kBravo = "Bravo delta is what we keep of every order for two years.";

/// Two captures of each of three sites: `alpha` in both, `bravo` in the later, `cargo` in none.
std::vector<SmallSnapshot> archive() {
  std::vector<SmallSnapshot> snapshots;
  for (const char* const site : {"c.example", "a.example", "b.example"}) {
    snapshots.push_back({.site = site, .timestamp = "20130213000000", .body = kAlpha});
    snapshots.push_back({.site = site,
                         .timestamp = "20140213000000",
                         .body = fmt::format("{}\n\n{}", kAlpha, kBravo)});
  }
  return snapshots;
}

std::vector<std::string> passages(SmallIndex& index, const std::string& query) {
  const auto found = index.searcher().find_all(index.parse(query), {});
  std::vector<std::string> lines;
  MatchStream(index.view(), found).for_each_passage([&](const Hit& hit) {
    lines.push_back(
        fmt::format("{} {} {}", hit.site, hit.passage.text.substr(0, 5), hit.snapshots));
  });
  return lines;
}

std::vector<std::string> snapshots(SmallIndex& index,
                                   const std::string& query,
                                   const Filters& filters = {}) {
  const auto found = index.searcher().find_all(index.parse(query), filters);
  std::vector<std::string> lines;
  MatchStream(index.view(), found).for_each_snapshot(filters, [&](const MatchedSnapshot& snapshot) {
    lines.push_back(
        fmt::format("{} {} {}", snapshot.site, format_day(snapshot.day), snapshot.passages));
  });
  return lines;
}

TEST(MatchStream, ListsPassagesBySiteThenByFirstSnapshot) {
  SmallIndex one(archive());
  SmallIndex many(archive(), many_shards());
  ASSERT_GT(many.view().shards.size(), 1U);
  for (SmallIndex* const index : {&one, &many}) {
    EXPECT_THAT(passages(*index, "delta"),
                ElementsAre("a.example Alpha 2",
                            "a.example Bravo 1",
                            "b.example Alpha 2",
                            "b.example Bravo 1",
                            "c.example Alpha 2",
                            "c.example Bravo 1"));
    EXPECT_THAT(passages(*index, "cargo"), ElementsAre());
  }
}

TEST(MatchStream, ListsEachSnapshotOnceWithItsMatchingPassages) {
  SmallIndex index(archive(), many_shards());
  EXPECT_THAT(snapshots(index, "delta site:b.example"),
              ElementsAre("b.example 2013-02-13 1", "b.example 2014-02-13 2"));
  EXPECT_THAT(
      snapshots(index, "bravo"),
      ElementsAre("a.example 2014-02-13 1", "b.example 2014-02-13 1", "c.example 2014-02-13 1"));
}

TEST(MatchStream, ListsOnlySnapshotsWithinTheDays) {
  SmallIndex index(archive());
  Filters filters;
  filters.days.to = parse_day("2013-12-31");
  EXPECT_THAT(snapshots(index, "delta site:b.example", filters),
              ElementsAre("b.example 2013-02-13 1"));
}

}  // namespace
}  // namespace smallprint::searching
