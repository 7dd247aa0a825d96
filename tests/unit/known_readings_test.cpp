#include "indexer/known_readings.hpp"

#include <filesystem>

#include <gtest/gtest.h>

#include "common/error.hpp"
#include "indexer/snapshot_reader.hpp"
#include "tests/support/small_archive.hpp"
#include "tests/support/temporary_folder.hpp"

namespace smallprint::indexing {
namespace {

namespace fs = std::filesystem;

using testing_support::TemporaryFolder;

Reading reading_of(const std::string& bytes) {
  return {.content = read_snapshot(bytes), .bytes = bytes.size()};
}

TEST(Reading, IsTheSameAfterItWasKept) {
  const std::string bytes = testing_support::file_of(
      {.site = "a.com", .timestamp = "19990102030405", .body = "We \xff sell."});
  const auto before = std::get<SnapshotRecord>(reading_of(bytes).content);

  const Reading kept = decode_reading(encode(reading_of(bytes)));

  const auto after = std::get<SnapshotRecord>(kept.content);
  EXPECT_EQ(kept.bytes, bytes.size());
  EXPECT_EQ(after.header.site, "a.com");
  EXPECT_EQ(after.header.day, before.header.day);
  EXPECT_EQ(after.header.timestamp, "19990102030405");
  EXPECT_EQ(after.header.archive_url, before.header.archive_url);
  EXPECT_EQ(after.header.url, before.header.url);
  EXPECT_EQ(after.header.policy_host, "www.a.com");
  EXPECT_EQ(after.header.body_begin, before.header.body_begin);
  EXPECT_EQ(after.header.warnings, std::vector{Warning::kInvalidUtf8});
  EXPECT_EQ(after.body_digest, before.body_digest);
}

TEST(Reading, KeepsARefusalWithItsReason) {
  const Reading kept = decode_reading(encode(reading_of("no header")));

  const auto& refusal = std::get<Refusal>(kept.content);
  EXPECT_EQ(refusal.reason, Rejection::kNoHeader);
  EXPECT_EQ(refusal.detail, std::get<Refusal>(reading_of("no header").content).detail);
}

TEST(KnownReadings, AreFoundByTheirStamps) {
  const TemporaryFolder folder;
  write_readings(folder.path(),
                 {{.stamp = {.high = 7, .low = 1}, .encoded = "seven"},
                  {.stamp = {.high = 3, .low = 2}, .encoded = "three"},
                  {.stamp = {.high = 7, .low = 1}, .encoded = "seven again"}});

  KnownReadings known(folder.path());
  EXPECT_EQ(known.find({.high = 7, .low = 1}), "seven");
  EXPECT_EQ(known.find({.high = 3, .low = 2}), "three");
  EXPECT_EQ(known.find({.high = 3, .low = 1}), std::nullopt);
}

TEST(KnownReadings, MayBeNone) {
  const TemporaryFolder folder;
  write_readings(folder.path(), {});

  KnownReadings known(folder.path());
  EXPECT_EQ(known.find({.high = 7, .low = 1}), std::nullopt);
}

TEST(KnownReadings, AreRefusedWhenAFileIsMissing) {
  const TemporaryFolder folder;
  write_readings(folder.path(), {});
  fs::remove(folder.path() / "readings.stamps");

  EXPECT_THROW(KnownReadings{folder.path()}, Error);
}

}  // namespace
}  // namespace smallprint::indexing
