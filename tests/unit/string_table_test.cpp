#include "common/string_table.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/error.hpp"
#include "tests/support/temporary_folder.hpp"

namespace smallprint {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Optional;
using testing_support::TemporaryFolder;

StringTable table_of(const TemporaryFolder& folder, const std::vector<std::string_view>& strings) {
  write_string_table(folder.path() / "table", strings);
  return StringTable(folder.path() / "table");
}

TEST(StringTable, NumbersStringsInTheOrderGiven) {
  const TemporaryFolder folder;
  const StringTable table = table_of(folder, {"share", "", "email", "na\xC3\xAFve"});

  ASSERT_EQ(table.size(), 4U);
  EXPECT_EQ(table[0], "share");
  EXPECT_EQ(table[1], "");
  EXPECT_EQ(table[2], "email");
  EXPECT_EQ(table[3], "na\xC3\xAFve");
}

TEST(StringTable, FindsAStringByItsBytes) {
  const TemporaryFolder folder;
  const StringTable table = table_of(folder, {"share", "email", "shared", ""});

  EXPECT_THAT(table.find("email"), Optional(1U));
  EXPECT_THAT(table.find("shared"), Optional(2U));
  EXPECT_THAT(table.find(""), Optional(3U));
  EXPECT_EQ(table.find("shar"), std::nullopt);
  EXPECT_EQ(table.find("sharedd"), std::nullopt);
  EXPECT_EQ(table.find("Email"), std::nullopt);
}

TEST(StringTable, GivesAllEqualStringsAndFindsTheFirst) {
  const TemporaryFolder folder;
  const StringTable table = table_of(folder, {"us", "email", "us", "use", "us"});

  EXPECT_THAT(table.equal_to("us"), ElementsAre(0, 2, 4));
  EXPECT_THAT(table.find("us"), Optional(0U));
  EXPECT_THAT(table.equal_to("u"), IsEmpty());
}

TEST(StringTable, GivesWhatBeginsWithAPrefixInTheOrderOfBytes) {
  const TemporaryFolder folder;
  const StringTable table =
      table_of(folder, {"shares", "email", "sharing", "share", "shell", "\xFF"});

  EXPECT_THAT(table.with_prefix("shar"), ElementsAre(3, 0, 2));
  EXPECT_THAT(table.with_prefix("\xFF"), ElementsAre(5));
  EXPECT_THAT(table.with_prefix("sharings"), IsEmpty());
  EXPECT_THAT(table.with_prefix(""), ElementsAre(1, 3, 0, 2, 4, 5));
}

TEST(StringTable, MayBeEmpty) {
  const TemporaryFolder folder;
  const StringTable table = table_of(folder, {});

  EXPECT_EQ(table.size(), 0U);
  EXPECT_EQ(table.find("email"), std::nullopt);
  EXPECT_THAT(table.with_prefix(""), IsEmpty());
}

TEST(StringTable, RefusesADamagedFile) {
  const std::vector<std::string_view> cases{
      "",
      "abc",                               // no whole words
      std::string_view("\1\0\0\0", 4),     // too short for its count
      "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF",  // a count beyond the file
      // One string that ends beyond the text: offsets 0 and 9, order 0, count 1.
      std::string_view("\0\0\0\0\x09\0\0\0\0\0\0\0\1\0\0\0", 16),
      // One whose number in the order is 7.
      std::string_view("\0\0\0\0\0\0\0\0\7\0\0\0\1\0\0\0", 16),
      // Two, of which the first ends behind the second: offsets 0, 9 and 0.
      std::string_view("\0\0\0\0\x09\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0\2\0\0\0", 24)};
  for (const std::string_view bytes : cases) {
    const TemporaryFolder folder;
    const auto path = folder.write("table", bytes);
    try {
      const StringTable table(path);
      ADD_FAILURE() << "opened a table of " << bytes.size() << " bytes";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ExitCode::kNoIndex);
    }
  }
}

TEST(StringTable, RefusesAMissingFile) {
  const TemporaryFolder folder;
  EXPECT_THROW(StringTable(folder.path() / "nowhere"), Error);
}

}  // namespace
}  // namespace smallprint
