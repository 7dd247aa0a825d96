#include "searcher/ranking/ranker.hpp"

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "searcher/ranking/bm25.hpp"
#include "tests/support/small_archive.hpp"

namespace smallprint::searching {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;
using testing_support::SmallIndex;
using testing_support::SmallSnapshot;

indexing::BuildOptions many_shards() {
  indexing::BuildOptions options;
  options.bytes_per_shard = 1000;
  return options;
}

/// Sites s00, s01, ... that all say the same, written in any order.
std::vector<SmallSnapshot> identical_policies(std::size_t count) {
  std::vector<SmallSnapshot> snapshots;
  for (std::size_t i = 0; i < count; ++i) {
    snapshots.push_back({.site = fmt::format("s{:02}.example", i * 7 % count),
                         .timestamp = "20130213000000",
                         .body = "we never sell personal data to anyone at all"});
  }
  return snapshots;
}

std::vector<std::string> sites_of_page(SmallIndex& index, SearchRequest request) {
  request.query = index.parse("sell personal data");
  const Answer answer = index.searcher().answer(request);
  std::vector<std::string> sites;
  for (std::size_t i = 0; i < answer.rows.size(); ++i) {
    sites.push_back(index.searcher().load(request, answer, i).site.substr(0, 3));
  }
  return sites;
}

TEST(Ranker, ScoresByBm25OverAllShards) {
  // Four passages of four words: alpha in one, bravo twice in one, delta in all.
  SmallIndex index(
      {{.site = "a.example", .timestamp = "20130213000000", .body = "alpha cargo delta flame"},
       {.site = "b.example", .timestamp = "20130213000000", .body = "bravo bravo delta flame"},
       {.site = "c.example", .timestamp = "20130213000000", .body = "early cargo delta flame"},
       {.site = "d.example", .timestamp = "20130213000000", .body = "early cargo delta flame"}},
      many_shards());

  const auto hits = index.hits("alpha bravo delta");

  const double once = term_share(1, 4, 4);
  const double twice = term_share(2, 4, 4);
  const double rare = term_weight(1, 4);
  const double common = term_weight(4, 4);
  ASSERT_EQ(hits.size(), 4U);
  EXPECT_EQ(hits[0].site, "b.example");
  EXPECT_EQ(hits[0].at.score, round_score(rare * twice + common * once));
  EXPECT_EQ(hits[1].site, "a.example");
  EXPECT_EQ(hits[1].at.score, round_score(rare * once + common * once));
  EXPECT_EQ(hits[2].site, "c.example");
  EXPECT_EQ(hits[2].at.score, round_score(common * once));
}

TEST(Ranker, ExplainsEveryScoreAsTheSumOfItsParts) {
  SmallIndex index(
      {{.site = "a.example",
        .timestamp = "20130213000000",
        .body = "# Privacy\n\n## Sharing data\n\nWe share personal data with partners who "
                "share data, and never sell personal data to anyone."},
       {.site = "b.example",
        .timestamp = "20130213000000",
        .body = "Sharing of any personal information is never done by us, nor selling."},
       {.site = "c.example",
        .timestamp = "20130213000000",
        .body = "We may share your data with the police where the law asks us to do so."}},
      many_shards());
  for (const char* const query : {"share data",
                                  "the data of a person",
                                  "\"personal data\" sell",
                                  "shar* -police",
                                  "+never sell"}) {
    SearchRequest request{.query = index.parse(query),
                          .filters = {},
                          .group = Group::kNone,
                          .limit = 0,
                          .explain = true};
    const Answer answer = index.searcher().answer(request);
    ASSERT_FALSE(answer.rows.empty()) << query;
    for (std::size_t i = 0; i < answer.rows.size(); ++i) {
      const Hit hit = index.searcher().load(request, answer, i);
      double sum = 0;
      for (const ScorePart& part : hit.explanation.value().parts) {
        sum += part.score;
      }
      EXPECT_DOUBLE_EQ(round_score(sum), hit.at.score) << query << ": " << hit.passage.text;
    }
  }
}

TEST(Ranker, OrdersTiesBySiteAlsoAtTheCut) {
  for (const bool sharded : {false, true}) {
    SmallIndex index(identical_policies(30), sharded ? many_shards() : indexing::BuildOptions{});
    ASSERT_EQ(index.view().shards.size() > 1, sharded);
    for (const Group group : {Group::kNone, Group::kSite}) {
      SearchRequest request{.query = {}, .filters = {}, .group = group, .limit = 10};
      EXPECT_THAT(
          sites_of_page(index, request),
          ElementsAre("s00", "s01", "s02", "s03", "s04", "s05", "s06", "s07", "s08", "s09"));
      request.offset = 25;
      EXPECT_THAT(sites_of_page(index, request), ElementsAre("s25", "s26", "s27", "s28", "s29"));
    }
  }
}

TEST(Ranker, OrdersTiesOfASiteByFirstDateThenPassageId) {
  const std::string tail = " is what we do with personal data of all our customers";
  SmallIndex index({{.site = "a.example",
                     .timestamp = "20140101000000",
                     .body = "alpha" + tail + "\n\nbravo" + tail + "\n\ncargo" + tail},
                    {.site = "a.example", .timestamp = "20130101000000", .body = "delta" + tail}});

  const auto hits = index.hits("personal");

  ASSERT_EQ(hits.size(), 4U);
  EXPECT_EQ(hits[0].passage.text, "delta" + tail);
  EXPECT_LT(hits[1].passage_id, hits[2].passage_id);
  EXPECT_LT(hits[2].passage_id, hits[3].passage_id);
  EXPECT_EQ(hits[0].at.score, hits[3].at.score);
}

TEST(Ranker, GivesEveryHitHoweverManyAreAskedFor) {
  SmallIndex index(identical_policies(30), many_shards());
  for (const std::size_t limit : {std::size_t{31}, std::size_t{UINT32_MAX}, SIZE_MAX}) {
    for (const Group group : {Group::kNone, Group::kSite}) {
      const SearchRequest request{
          .query = {}, .filters = {}, .group = group, .limit = limit, .offset = 1};
      EXPECT_THAT(sites_of_page(index, request), SizeIs(29)) << limit;
    }
  }
}

TEST(Ranker, PutsMatchesWithoutAnyTermOfTheQueryLast) {
  SmallIndex index(
      {{.site = "a.example", .timestamp = "20130213000000", .body = "early cargo delta flame"},
       {.site = "b.example", .timestamp = "20130213000000", .body = "alpha bravo delta flame"}});

  const auto hits = index.hits("alpha OR NOT bravo");

  ASSERT_EQ(hits.size(), 2U);
  EXPECT_EQ(hits[0].site, "b.example");
  EXPECT_EQ(hits[1].site, "a.example");
  EXPECT_EQ(hits[1].at.score, 0);
}

}  // namespace
}  // namespace smallprint::searching
