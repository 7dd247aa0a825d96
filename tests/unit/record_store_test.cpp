#include "common/record_store.hpp"

#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "common/error.hpp"
#include "tests/support/temporary_folder.hpp"

namespace smallprint {
namespace {

using testing_support::TemporaryFolder;

constexpr RecordStoreSettings kSmallFrames{.frame_bytes = 100, .level = 3};

void write_store(const TemporaryFolder& folder,
                 const std::vector<std::string>& records,
                 RecordStoreSettings settings) {
  RecordStoreWriter writer(folder.path(), "store", settings);
  for (std::uint32_t i = 0; i < records.size(); ++i) {
    EXPECT_EQ(writer.append(records[i]), i);
  }
  writer.close();
}

std::uintmax_t number_of_frames(const TemporaryFolder& folder) {
  return std::filesystem::file_size(folder.path() / "store.frames") / sizeof(FrameStart) - 1;
}

/// Records of 0 to 59 bytes that do not compress to nothing.
std::vector<std::string> many_records() {
  std::mt19937 random(7);
  std::vector<std::string> records;
  for (std::size_t i = 0; i < 500; ++i) {
    std::string record(i % 60, ' ');
    for (char& byte : record) {
      byte = static_cast<char>(random() % 256);
    }
    records.push_back(record);
  }
  return records;
}

TEST(RecordStore, GivesBackEveryRecordInAnyOrder) {
  const TemporaryFolder folder;
  const std::vector<std::string> records = many_records();
  write_store(folder, records, kSmallFrames);
  ASSERT_GT(number_of_frames(folder), 100U);  // more than the reader keeps

  RecordStoreReader reader(folder.path(), "store");

  ASSERT_EQ(reader.size(), records.size());
  for (std::uint32_t i = 0; i < records.size(); ++i) {
    ASSERT_EQ(reader.get(i), records[i]) << i;
  }
  for (std::uint32_t i = 0; i < 2000; ++i) {
    const std::uint32_t number = i * 379 % 500;
    ASSERT_EQ(reader.get(number), records[number]) << number;
  }
}

TEST(RecordStore, MayHaveOneRecordPerFrame) {
  const TemporaryFolder folder;
  write_store(folder, {"one", "two", "three"}, {.frame_bytes = 1, .level = 1});
  EXPECT_EQ(number_of_frames(folder), 3U);

  RecordStoreReader reader(folder.path(), "store");

  EXPECT_EQ(reader.get(2), "three");
  EXPECT_EQ(reader.get(0), "one");
}

TEST(RecordStore, KeepsEmptyRecords) {
  const TemporaryFolder folder;
  write_store(folder, {"", "", std::string(150, 'x'), "", "y", ""}, kSmallFrames);

  RecordStoreReader reader(folder.path(), "store");

  ASSERT_EQ(reader.size(), 6U);
  EXPECT_EQ(reader.get(0), "");
  EXPECT_EQ(reader.get(2), std::string(150, 'x'));
  EXPECT_EQ(reader.get(3), "");
  EXPECT_EQ(reader.get(4), "y");
  EXPECT_EQ(reader.get(5), "");
}

TEST(RecordStore, MayBeEmpty) {
  const TemporaryFolder folder;
  write_store(folder, {}, kSmallFrames);

  RecordStoreReader reader(folder.path(), "store");

  EXPECT_EQ(reader.size(), 0U);
  EXPECT_THROW((void)reader.get(0), Error);
}

TEST(RecordStore, RefusesANumberBeyondItsRecords) {
  const TemporaryFolder folder;
  write_store(folder, {"one", "two"}, kSmallFrames);
  RecordStoreReader reader(folder.path(), "store");
  EXPECT_THROW((void)reader.get(2), Error);
}

TEST(RecordStore, RefusesADamagedFrameAndStillReadsTheOthers) {
  const TemporaryFolder folder;
  write_store(folder, {std::string(200, 'a'), std::string(200, 'b')}, kSmallFrames);
  {
    std::fstream file(folder.path() / "store.zst", std::ios::in | std::ios::out | std::ios::binary);
    file.write("damaged!", 8);  // over the first frame's magic number
  }
  RecordStoreReader reader(folder.path(), "store");

  EXPECT_EQ(reader.get(1), std::string(200, 'b'));
  for (int tries = 0; tries < 2; ++tries) {
    try {
      (void)reader.get(0);
      FAIL() << "read a damaged frame";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ExitCode::kIo);
    }
  }
}

TEST(RecordStore, RefusesFramesThatAreCutShort) {
  const TemporaryFolder folder;
  write_store(folder, many_records(), kSmallFrames);
  const auto path = folder.path() / "store.zst";
  std::filesystem::resize_file(path, std::filesystem::file_size(path) - 1);
  EXPECT_THROW(RecordStoreReader(folder.path(), "store"), Error);
}

/// In a store of two frames whose table has `start` in place `frame`.
void expect_damage_is_found(std::size_t frame, const FrameStart& start) {
  const TemporaryFolder folder;
  write_store(folder, {std::string(200, 'a'), std::string(200, 'b')}, kSmallFrames);
  {
    std::fstream file(folder.path() / "store.frames",
                      std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(frame * sizeof start));
    file.write(reinterpret_cast<const char*>(&start), sizeof start);
  }
  try {
    RecordStoreReader reader(folder.path(), "store");
    for (std::uint32_t number = 0; number < reader.size(); ++number) {
      (void)reader.get(number);
    }
    FAIL() << "found no damage in frame " << frame;
  } catch (const Error& error) {
    EXPECT_NE(error.hint(), "");
  }
}

TEST(RecordStore, RefusesATableOfFramesThatCannotBe) {
  expect_damage_is_found(0, {.offset = 1, .first_record = 0, .bytes = 202});
  expect_damage_is_found(0, {.offset = 0, .first_record = 1, .bytes = 202});
  expect_damage_is_found(0, {.offset = 0, .first_record = 0, .bytes = 201});
  expect_damage_is_found(0, {.offset = 0, .first_record = 0, .bytes = UINT32_MAX});
  expect_damage_is_found(1, {.offset = UINT64_MAX, .first_record = 1, .bytes = 202});
  expect_damage_is_found(1, {.offset = 1, .first_record = 2, .bytes = 202});
  expect_damage_is_found(1, {.offset = 1, .first_record = 0, .bytes = 202});
  expect_damage_is_found(2, {.offset = 0, .first_record = 2, .bytes = 0});
  expect_damage_is_found(2, {.offset = 0, .first_record = UINT32_MAX, .bytes = 0});
}

}  // namespace
}  // namespace smallprint
