#include "indexer/generations.hpp"

#include <filesystem>
#include <optional>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/generation.hpp"
#include "common/held_generation.hpp"
#include "tests/support/temporary_folder.hpp"

namespace smallprint::indexing {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing_support::TemporaryFolder;

class Generations : public ::testing::Test {
 protected:
  void make(std::uint64_t number) {
    (void)index_.write(generation_name(number) + "/MANIFEST.json", "{}");
    write_seal(path() / generation_name(number),
               {.number = number, .manifest_digest = "xxh128:" + std::string(32, 'a')});
  }

  void make_up_to(std::uint64_t last) {
    for (std::uint64_t number = 1; number <= last; ++number) {
      make(number);
    }
    set_current_generation(path(), last);
  }

  [[nodiscard]] const fs::path& path() const { return index_.path(); }

  TemporaryFolder index_;
};

TEST_F(Generations, AreNumberedOnFromTheHighest) {
  EXPECT_EQ(next_generation(path()), 1U);
  make_up_to(3);
  fs::create_directory(path() / "gen-000009.tmp");
  EXPECT_EQ(next_generation(path()), 4U);
}

TEST_F(Generations, OfAKilledRunAreLeftovers) {
  make_up_to(2);
  make(3);
  fs::create_directory(path() / "gen-000004.tmp");
  (void)index_.write("CURRENT.tmp", "gen");
  (void)index_.write("PUBLISHED.tmp", "gen");
  (void)index_.write("notes.tmp", "somebody's own");

  remove_leftovers(path());

  EXPECT_THAT(generation_numbers(path()), ElementsAre(1, 2));
  EXPECT_FALSE(fs::exists(path() / "gen-000004.tmp"));
  EXPECT_FALSE(fs::exists(path() / "CURRENT.tmp"));
  EXPECT_FALSE(fs::exists(path() / "PUBLISHED.tmp"));
  EXPECT_TRUE(fs::exists(path() / "notes.tmp"));
}

TEST_F(Generations, ThatWereRolledBackFromAreNoLeftovers) {
  make_up_to(3);
  set_highest_published(path(), 3);
  set_current_generation(path(), 1);
  make(4);

  remove_leftovers(path());

  EXPECT_THAT(generation_numbers(path()), ElementsAre(1, 2, 3));
  EXPECT_EQ(next_generation(path()), 4U);
}

TEST_F(Generations, AreAllSparedWhereCurrentCannotBeTrusted) {
  make_up_to(2);
  make(3);
  (void)index_.write("CURRENT", "nonsense\n");

  remove_leftovers(path());

  EXPECT_THAT(generation_numbers(path()), ElementsAre(1, 2, 3));
}

TEST_F(Generations, ArePrunedToTheHighest) {
  make_up_to(5);

  const Pruning pruning = prune_generations(path(), 3);

  EXPECT_THAT(pruning.removed, ElementsAre(1, 2));
  EXPECT_THAT(pruning.in_use, IsEmpty());
  EXPECT_THAT(generation_numbers(path()), ElementsAre(3, 4, 5));
  EXPECT_THAT(prune_generations(path(), 3).removed, IsEmpty());
}

TEST_F(Generations, AreNotPrunedWhileSomebodyReadsThem) {
  make_up_to(3);
  {
    const auto reader = HeldGeneration::hold(path() / "gen-000001");
    const Pruning pruning = prune_generations(path(), 1);
    EXPECT_THAT(pruning.removed, ElementsAre(2));
    EXPECT_THAT(pruning.in_use, ElementsAre(1));
  }
  EXPECT_THAT(prune_generations(path(), 1).removed, ElementsAre(1));
}

TEST_F(Generations, AreNotPrunedWhenInForce) {
  make_up_to(3);
  set_highest_published(path(), 3);
  set_current_generation(path(), 1);

  EXPECT_THAT(prune_generations(path(), 1).removed, ElementsAre(2));
  EXPECT_THAT(generation_numbers(path()), ElementsAre(1, 3));
}

TEST_F(Generations, ArePrunedAlsoWithoutAManifest) {
  make_up_to(3);
  fs::remove(path() / "gen-000001" / "MANIFEST.json");

  EXPECT_THAT(prune_generations(path(), 1).removed, ElementsAre(1, 2));
}

TEST_F(Generations, TakeWhatTheirFilesTakeAndShareLinks) {
  make_up_to(2);
  (void)index_.write("gen-000001/shard-00/words", std::string(1000, 'x'));
  (void)index_.write("gen-000002/shard-01/words", std::string(10, 'x'));
  fs::create_directory(path() / "gen-000002" / "shard-00");
  fs::create_hard_link(path() / "gen-000001/shard-00/words", path() / "gen-000002/shard-00/words");
  constexpr std::uint64_t kManifestAndSeal = 2 + 51;  // {}, gen-00000N xxh128:32 digits

  const auto list = list_generations(path());

  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(list[0].bytes, kManifestAndSeal + 1000);
  EXPECT_EQ(list[0].own_bytes, kManifestAndSeal);
  EXPECT_EQ(list[1].bytes, kManifestAndSeal + 1010);
  EXPECT_EQ(list[1].own_bytes, kManifestAndSeal + 10);
  EXPECT_FALSE(list[0].in_force);
  EXPECT_TRUE(list[1].in_force);
  EXPECT_NE(list[0].problem, "");                                   // {} is no manifest
  EXPECT_EQ(disk_bytes(path()), 2 * kManifestAndSeal + 1010 + 51);  // CURRENT is a seal
}

}  // namespace
}  // namespace smallprint::indexing
