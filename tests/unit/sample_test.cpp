#include "searcher/sampling/sample.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/digest.hpp"
#include "searcher/sampling/sample_number.hpp"
#include "tests/support/small_archive.hpp"

namespace smallprint::searching {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing_support::SmallIndex;
using testing_support::SmallSnapshot;

std::string paragraph(int number) {
  return fmt::format(
      "Paragraph {} is long enough to be a passage of its own, and it speaks of cookies.\n\n",
      number);
}

/// Eight sites in three years; site s0 has one paragraph, s1 two and so on. Each year adds one.
std::vector<SmallSnapshot> eight_sites() {
  std::vector<SmallSnapshot> snapshots;
  for (int site = 0; site < 8; ++site) {
    for (int year = 0; year < 3; ++year) {
      std::string body;
      for (int i = 0; i <= site + year; ++i) {
        body += paragraph(i);
      }
      snapshots.push_back(
          {fmt::format("s{}.example", site), fmt::format("{}0310120000", 2010 + year), body});
    }
  }
  return snapshots;
}

Sample draw(SmallIndex& index,
            std::size_t size,
            std::uint64_t seed,
            Stratify stratify = Stratify::kNone,
            Group group = Group::kSite) {
  return index.searcher().sample({.query = index.parse("cookies"),
                                  .filters = {},
                                  .group = group,
                                  .stratify = stratify,
                                  .size = size,
                                  .seed = seed});
}

std::vector<std::string> ids(const Sample& sample) {
  std::vector<std::string> ids;
  std::ranges::transform(sample.rows, std::back_inserter(ids), [](const SampledPassage& row) {
    return row.passage_id;
  });
  return ids;
}

/// Pearson's statistic of equal chances.
double chi_square(const std::map<std::string, int>& counts, std::size_t cells) {
  double total = 0;
  for (const auto& [name, count] : counts) {
    total += count;
  }
  const double expected = total / static_cast<double>(cells);
  double sum = expected * static_cast<double>(cells - counts.size());
  for (const auto& [name, count] : counts) {
    sum += (count - expected) * (count - expected) / expected;
  }
  return sum;
}

TEST(Sample, NumbersAreTheHashThatTheHeaderStates) {
  SampleNumbers numbers(7, "unit");

  EXPECT_EQ(numbers.of("a.example"), hash64("smallprint-sample/1\n7\nunit\na.example"));
  EXPECT_NE(numbers.of("a.example"), SampleNumbers(8, "unit").of("a.example"));
  EXPECT_NE(numbers.of("a.example"), SampleNumbers(7, "passage").of("a.example"));
  EXPECT_EQ(numbers.below(1, "a.example"), 0U);
}

TEST(Sample, HasOnePassageOfASiteAndOnlyMatches) {
  SmallIndex index(eight_sites());
  std::set<std::string> matching;
  for (const Hit& hit : index.hits("cookies")) {
    matching.insert(hit.passage_id);
  }
  const Sample sample = draw(index, 5, 1);

  EXPECT_THAT(sample.rows, SizeIs(5));
  EXPECT_EQ(sample.population, 8U);
  EXPECT_EQ(sample.passages, matching.size());
  std::set<std::string> sites;
  for (const SampledPassage& row : sample.rows) {
    EXPECT_TRUE(sites.insert(row.site).second);
    EXPECT_TRUE(matching.contains(row.passage_id));
  }
}

TEST(Sample, OfALargerSizeBeginsWithThatOfASmallerOne) {
  SmallIndex index(eight_sites());
  const std::vector<std::string> all = ids(draw(index, 100, 3));

  EXPECT_THAT(all, SizeIs(8));
  for (std::size_t size = 1; size < all.size(); ++size) {
    EXPECT_EQ(
        ids(draw(index, size, 3)),
        std::vector<std::string>(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(size)));
  }
}

TEST(Sample, IsTheSameWhateverTheShardsAndTheOrderOfFiles) {
  std::vector<SmallSnapshot> snapshots = eight_sites();
  SmallIndex one(snapshots);
  std::ranges::reverse(snapshots);
  indexing::BuildOptions options;
  options.jobs = 2;
  options.bytes_per_shard = 1000;
  SmallIndex many(snapshots, options);
  EXPECT_GT(many.view().shards.size(), one.view().shards.size());
  for (const Stratify stratify : {Stratify::kNone, Stratify::kYear, Stratify::kPractice}) {
    for (const Group group : {Group::kSite, Group::kPolicy, Group::kNone}) {
      for (std::uint64_t seed = 0; seed < 20; ++seed) {
        EXPECT_EQ(ids(draw(one, 6, seed, stratify, group)),
                  ids(draw(many, 6, seed, stratify, group)));
      }
    }
  }
}

// The seeds are fixed, so the statistics are; 99.9 % points of chi-square with 7 and 9 degrees of
// freedom: 24.32 and 27.88 (Abramowitz and Stegun, table 26.8).
TEST(Sample, GivesEverySiteAndEachPassageOfItTheSameChance) {
  SmallIndex index(eight_sites());
  std::map<std::string, int> sites;
  std::map<std::string, int> passages_of_largest;  // s7.example has ten
  for (std::uint64_t seed = 0; seed < 4000; ++seed) {
    for (const SampledPassage& row : draw(index, 2, seed).rows) {
      ++sites[row.site];
      if (row.site == "s7.example") {
        ++passages_of_largest[row.passage_id];
      }
    }
  }

  EXPECT_LT(chi_square(sites, 8), 24.32);
  EXPECT_LT(chi_square(passages_of_largest, 10), 27.88);
}

// 99.9 % points with 2 and 51 degrees of freedom: 13.82 and 87.97.
TEST(Sample, GivesEachSnapshotOfAPassageAndUngroupedEachPassageTheSameChance) {
  SmallIndex index(eight_sites());
  std::map<std::string, int> days;  // of passages that all three captures hold
  std::map<std::string, int> passages;
  std::set<std::string> lasting;
  std::set<std::string> all;
  for (const Hit& hit : index.hits("cookies")) {
    all.insert(hit.passage_id);
    if (hit.snapshots == 3) {
      lasting.insert(hit.passage_id);
    }
  }
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    for (const SampledPassage& row : draw(index, 3, seed, Stratify::kNone, Group::kNone).rows) {
      ++passages[row.passage_id];
      if (lasting.contains(row.passage_id)) {
        ++days[format_day(row.day)];
      }
    }
  }

  EXPECT_EQ(all.size(), 52U);
  EXPECT_LT(chi_square(days, 3), 13.82);
  EXPECT_LT(chi_square(passages, 52), 87.97);
}

TEST(Sample, HasEachUnitInOneStratum) {
  SmallIndex index(eight_sites());
  const Sample sample = draw(index, 6, 11, Stratify::kYear);

  std::uint64_t population = 0;
  std::uint64_t drawn = 0;
  for (const Stratum& stratum : sample.strata) {
    population += stratum.population;
    drawn += stratum.drawn;
  }
  EXPECT_EQ(population, 8U);
  EXPECT_EQ(drawn, sample.rows.size());
  for (const SampledPassage& row : sample.rows) {
    EXPECT_EQ(row.stratum, format_day(row.day).substr(0, 4));
  }
}

TEST(Sample, TakesItsDatesFromWithinTheFilter) {
  SmallIndex index(eight_sites());
  Filters filters;
  filters.days = {.from = parse_day("2011-01-01"), .to = parse_day("2011-12-31")};
  SampleRequest request{.query = index.parse("cookies"), .filters = filters, .size = 8};
  for (const SampledPassage& row : index.searcher().sample(request).rows) {
    EXPECT_EQ(format_day(row.day), "2011-03-10");
  }

  // Between two captures a passage is in force but not observed.
  request.filters.days = {.from = parse_day("2011-06-01"), .to = parse_day("2011-06-02")};
  const Sample between = index.searcher().sample(request);
  EXPECT_THAT(between.rows, SizeIs(8));
  for (const SampledPassage& row : between.rows) {
    EXPECT_EQ(format_day(row.day), "2011-03-10");
  }
}

TEST(Sample, OfNothingIsEmpty) {
  SmallIndex index(eight_sites());
  const Sample sample = index.searcher().sample({.query = index.parse("qqxnothing"), .size = 3});

  EXPECT_EQ(sample.population, 0U);
  EXPECT_THAT(sample.strata, IsEmpty());
  EXPECT_THAT(sample.rows, IsEmpty());
}

TEST(Allocation, IsEqualAndHandsOnWhatASmallStratumCannotFill) {
  EXPECT_THAT(allocate_equally({10, 10, 10}, 9), ElementsAre(3, 3, 3));
  EXPECT_THAT(allocate_equally({1, 10, 10}, 9), ElementsAre(1, 4, 4));
  EXPECT_THAT(allocate_equally({10, 2, 3}, 9), ElementsAre(4, 2, 3));
  EXPECT_THAT(allocate_equally({5, 9, 7}, 10), ElementsAre(3, 4, 3));
  EXPECT_THAT(allocate_equally({5, 5}, 3), ElementsAre(1, 2));
  EXPECT_THAT(allocate_equally({4, 4, 4}, 100), Each(4));
  EXPECT_THAT(allocate_equally({4, 8, 6}, 2), ElementsAre(0, 1, 1));
  EXPECT_THAT(allocate_equally({}, 5), IsEmpty());
}

}  // namespace
}  // namespace smallprint::searching
