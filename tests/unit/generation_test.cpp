#include "common/generation.hpp"

#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/error.hpp"
#include "tests/support/temporary_folder.hpp"

namespace smallprint {
namespace {

using ::testing::HasSubstr;
using ::testing::Optional;
using testing_support::TemporaryFolder;

TEST(Generation, HasANameOfSixDigitsOrMore) {
  EXPECT_EQ(generation_name(1), "gen-000001");
  EXPECT_EQ(generation_name(42), "gen-000042");
  EXPECT_EQ(generation_name(1'234'567), "gen-1234567");
  EXPECT_EQ(shard_name(0), "shard-00");
  EXPECT_EQ(shard_name(7), "shard-07");
}

TEST(Generation, ReadsItsNumberFromItsOwnNamesOnly) {
  EXPECT_THAT(generation_number("gen-000042"), Optional(42U));
  EXPECT_THAT(generation_number("gen-1234567"), Optional(1'234'567U));
  for (const char* const name : {"",
                                 "gen-",
                                 "gen-42",
                                 "gen-0000042",
                                 "gen-000042.tmp",
                                 "gen--00042",
                                 "Gen-000042",
                                 "CURRENT",
                                 "gen-99999999999999999999999"}) {
    EXPECT_EQ(generation_number(name), std::nullopt) << name;
  }
}

TEST(Generation, IsSwitchedByCurrent) {
  const TemporaryFolder index;
  EXPECT_EQ(current_generation(index.path()), std::nullopt);

  set_current_generation(index.path(), 7);
  EXPECT_THAT(current_generation(index.path()), Optional(7U));
  EXPECT_EQ(require_generation(index.path()), index.path() / "gen-000007");

  set_current_generation(index.path(), 8);
  EXPECT_THAT(current_generation(index.path()), Optional(8U));
  EXPECT_FALSE(std::filesystem::exists(index.path() / "CURRENT.tmp"));

  std::ifstream file(index.path() / "CURRENT");
  const std::string content{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(content, "gen-000008\n");
}

TEST(Generation, IsSwitchedOverTheLeftoverOfAKilledRun) {
  const TemporaryFolder index;
  (void)index.write("CURRENT.tmp", "gen-0000");
  set_current_generation(index.path(), 3);
  EXPECT_THAT(current_generation(index.path()), Optional(3U));
}

TEST(Generation, RefusesACurrentThatNamesNone) {
  const TemporaryFolder index;
  (void)index.write("CURRENT", "newest\n");
  try {
    (void)current_generation(index.path());
    FAIL() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ExitCode::kNoIndex);
  }
}

TEST(Generation, SaysHowToMakeAnIndexWhereThereIsNone) {
  const TemporaryFolder index;
  try {
    (void)require_generation(index.path());
    FAIL() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ExitCode::kNoIndex);
    EXPECT_THAT(error.hint(), HasSubstr("smallprint-index build"));
  }
}

}  // namespace
}  // namespace smallprint
