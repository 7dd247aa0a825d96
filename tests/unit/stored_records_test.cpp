#include "common/stored_records.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "common/error.hpp"

namespace smallprint {
namespace {

TEST(StoredRecords, GiveBackTheDetailsOfAPassage) {
  const PassageDetails details{.heading = {"Sharing", "", "With partners"},
                               .byte_begin = 70'000,
                               .char_begin = 69'998,
                               .piece = 300,
                               .evidence = {{0, 12}, {7, 4'000'000'000U}},
                               .cuts = {{0, 12, " "}, {3, 0, "\xC3\xA9"}, {1, 4'000'000'000U, ""}}};
  EXPECT_EQ(decode_passage_details(encode(details)), details);
  EXPECT_EQ(decode_passage_details(encode(PassageDetails{})), PassageDetails{});
}

TEST(StoredRecords, GiveBackTheDetailsOfASnapshot) {
  const SnapshotDetails details{.timestamp = "20130213012345",
                                .archive_url = "https://web.archive.org/web/x",
                                .file = std::string("a\nb\0c.md", 8),
                                .archive = 3,
                                .title = "Privacy",
                                .body = {UINT64_MAX, 5},
                                .commit = std::string(40, 'a'),
                                .metadata = std::string("\x02\0", 2)};
  EXPECT_EQ(decode_snapshot_details(encode(details)), details);
  EXPECT_EQ(decode_snapshot_details(encode(SnapshotDetails{})), SnapshotDetails{});
}

TEST(StoredRecords, GiveBackARecipeInItsOrder) {
  for (const std::vector<std::uint32_t>& recipe :
       {std::vector<std::uint32_t>{}, {0}, {7, 8, 9, 3, 3, 4'294'967'295U, 0}}) {
    EXPECT_EQ(decode_recipe(encode_recipe(recipe)), recipe);
  }
}

TEST(StoredRecords, KeepARecipeOfNeighboursAtAByteEach) {
  EXPECT_EQ(encode_recipe({0, 1, 2, 3, 4}), std::string(5, '\0'));
}

TEST(StoredRecords, RefuseDamagedBytes) {
  const std::string passage =
      encode(PassageDetails{.heading = {"Sharing"}, .evidence = {}, .cuts = {{1, 2, "x"}}});
  SnapshotDetails details;
  details.timestamp = "20130213012345";
  const std::string snapshot = encode(details);
  EXPECT_THROW((void)decode_passage_details(std::string_view(passage).substr(0, 5)), Error);
  EXPECT_THROW(
      (void)decode_passage_details(std::string_view(passage).substr(0, passage.size() - 1)), Error);
  EXPECT_THROW((void)decode_snapshot_details(std::string_view(snapshot).substr(0, 10)), Error);
  EXPECT_THROW((void)decode_recipe("\x80"), Error);
  EXPECT_THROW((void)decode_recipe("\x03"), Error);  // piece -2
  EXPECT_THROW((void)decode_recipe("\x02"
                                   "\xFE\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01"),
               Error);  // piece 1, then 2^63 - 1 beyond it
}

}  // namespace
}  // namespace smallprint
