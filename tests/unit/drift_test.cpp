#include "indexer/drift.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "common/generation.hpp"
#include "common/manifest.hpp"
#include "tests/support/small_archive.hpp"
#include "tests/support/temporary_folder.hpp"

namespace smallprint::indexing {
namespace {

using testing_support::SmallSnapshot;
using testing_support::TemporaryFolder;

constexpr const char* kSells = "We sell your email address to advertisers.";
constexpr const char* kSellsNot = "We do not sell your email address to advertisers.";

StatingSites with(Practice practice, std::optional<Polarity> polarity, std::uint64_t sites) {
  StatingSites counts{};
  counts[stated_kind({.practice = practice, .polarity = polarity})] = sites;
  return counts;
}

std::uint64_t sharing(const StatingSites& sites, Polarity polarity) {
  return sites[stated_kind({.practice = Practice::kThirdParty, .polarity = polarity})];
}

StatingSites count_in(const std::filesystem::path& index) {
  const std::filesystem::path generation = require_generation(index);
  return count_stating_sites(generation,
                             static_cast<std::uint32_t>(read_manifest(generation).shards.size()));
}

TEST(DriftedPractices, AreThoseThatMovedByMoreThanAShareAndSomeSites) {
  const auto before = with(Practice::kThirdParty, Polarity::kDenied, 100);

  EXPECT_TRUE(drifted_practices(before, before).empty());
  EXPECT_TRUE(
      drifted_practices(before, with(Practice::kThirdParty, Polarity::kDenied, 105)).empty());
  EXPECT_EQ(drifted_practices(before, with(Practice::kThirdParty, Polarity::kDenied, 106)),
            (std::vector<DriftedPractice>{{.practice = Practice::kThirdParty,
                                           .polarity = Polarity::kDenied,
                                           .before = 100,
                                           .after = 106}}));
  EXPECT_EQ(drifted_practices(before, with(Practice::kThirdParty, Polarity::kDenied, 94)).size(),
            1U);
}

TEST(DriftedPractices, LeaveSmallNumbersAlone) {
  const auto before = with(Practice::kRetention, std::nullopt, 4);

  EXPECT_TRUE(drifted_practices(before, with(Practice::kRetention, std::nullopt, 8)).empty());
  EXPECT_TRUE(drifted_practices(before, {}).empty());
  EXPECT_EQ(drifted_practices({}, with(Practice::kRetention, std::nullopt, 5)),
            (std::vector<DriftedPractice>{
                {.practice = Practice::kRetention, .polarity = {}, .before = 0, .after = 5}}));
}

TEST(DriftedPractices, TellPolaritiesApart) {
  EXPECT_EQ(drifted_practices(with(Practice::kThirdParty, Polarity::kDenied, 50),
                              with(Practice::kThirdParty, Polarity::kPerformed, 50))
                .size(),
            2U);
}

TEST(StatingSites, CountASiteOnceHoweverOftenItSaysSo) {
  const TemporaryFolder archive;
  const TemporaryFolder home;
  testing_support::write_snapshots(
      archive,
      {{"a.example", "20120101000000", kSells},
       {"a.example", "20130101000000", std::string(kSells) + " Always."},
       {"b.example", "20120101000000", kSells},
       {"c.example", "20120101000000", kSellsNot}});
  testing_support::build_small_index(archive.path(), home.path() / "index");

  const StatingSites sites = count_in(home.path() / "index");

  EXPECT_EQ(sharing(sites, Polarity::kPerformed), 2U);
  EXPECT_EQ(sharing(sites, Polarity::kDenied), 1U);
}

TEST(StatingSites, LeaveOutSitesThatMovedToALaterShard) {
  const TemporaryFolder archive;
  const TemporaryFolder home;
  std::vector<SmallSnapshot> snapshots;
  for (int i = 0; i < 20; ++i) {
    snapshots.push_back({"site" + std::to_string(i) + ".example", "20120101000000", kSells});
  }
  testing_support::write_snapshots(archive, snapshots);
  testing_support::build_small_index(archive.path(), home.path() / "index");
  snapshots[3].body = kSellsNot;
  testing_support::write_snapshots(archive, snapshots);

  const RunReport report =
      testing_support::build_small_index(archive.path(), home.path() / "index");

  const StatingSites sites = count_in(home.path() / "index");
  EXPECT_EQ(sharing(sites, Polarity::kPerformed), 19U);
  EXPECT_EQ(sharing(sites, Polarity::kDenied), 1U);
  ASSERT_TRUE(report.drift);
  EXPECT_EQ(report.drift->since, 1U);
  EXPECT_TRUE(report.drift->practices.empty());
}

}  // namespace
}  // namespace smallprint::indexing
