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

/// The seal of an invented manifest, in the folder of its generation.
GenerationSeal sealed(const TemporaryFolder& index, std::uint64_t number, char digit = 'a') {
  const std::filesystem::path generation = index.path() / generation_name(number);
  std::filesystem::create_directory(generation);
  const GenerationSeal seal{.number = number,
                            .manifest_digest = "xxh128:" + std::string(32, digit)};
  write_seal(generation, seal);
  return seal;
}

ExitCode code_of_current(const TemporaryFolder& index) {
  try {
    (void)current_generation(index.path());
  } catch (const Error& error) {
    EXPECT_NE(error.hint(), "");
    return error.code();
  }
  return ExitCode::kOk;
}

TEST(Generation, IsSwitchedByCurrent) {
  const TemporaryFolder index;
  (void)sealed(index, 7);
  (void)sealed(index, 8, 'b');
  EXPECT_EQ(current_generation(index.path()), std::nullopt);

  set_current_generation(index.path(), 7);
  EXPECT_THAT(current_generation(index.path()), Optional(7U));
  EXPECT_EQ(require_generation(index.path()), index.path() / "gen-000007");

  set_current_generation(index.path(), 8);
  EXPECT_THAT(current_generation(index.path()), Optional(8U));
  EXPECT_FALSE(std::filesystem::exists(index.path() / "CURRENT.tmp"));

  std::ifstream file(index.path() / "CURRENT");
  const std::string content{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(content, "gen-000008 xxh128:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\n");
}

TEST(Generation, IsSwitchedOverTheLeftoverOfAKilledRun) {
  const TemporaryFolder index;
  (void)sealed(index, 3);
  (void)index.write("CURRENT.tmp", "gen-0000");
  set_current_generation(index.path(), 3);
  EXPECT_THAT(current_generation(index.path()), Optional(3U));
}

TEST(Generation, RefusesACurrentThatIsNoSeal) {
  const TemporaryFolder index;
  for (const char* const content : {"",
                                    "newest\n",
                                    "gen-000007 xxh128:aa\n",
                                    "gen-000007 xxh128:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                                    "gen-000007 xxh128:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n\n"}) {
    (void)index.write("CURRENT", content);
    EXPECT_EQ(code_of_current(index), ExitCode::kNoIndex) << content;
  }
}

TEST(Generation, IsNotInForceByTheSealOfAnother) {
  const TemporaryFolder index;
  (void)sealed(index, 2, 'a');
  (void)sealed(index, 3, 'b');
  // one bit of 3 is flipped: there is a generation 2
  (void)index.write("CURRENT", "gen-000002 xxh128:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\n");
  EXPECT_EQ(code_of_current(index), ExitCode::kNoIndex);
}

TEST(Generation, OfASchemaWithoutSealsIsOpenedToSayWhichSchemaItHas) {
  const TemporaryFolder index;
  (void)index.write("CURRENT", "gen-000003\n");
  EXPECT_THAT(current_generation(index.path()), Optional(3U));

  (void)sealed(index, 3);
  EXPECT_EQ(code_of_current(index), ExitCode::kNoIndex);
}

TEST(Generation, ComesBackAsItWasSealed) {
  const TemporaryFolder index;
  const GenerationSeal seal = sealed(index, 42);
  EXPECT_EQ(read_seal(index.path() / "gen-000042" / "MANIFEST.xxh128"), seal);
}

TEST(Generation, RemembersTheHighestAfterGoingBack) {
  const TemporaryFolder index;
  EXPECT_EQ(highest_published(index.path()), 0U);
  (void)sealed(index, 4);
  (void)sealed(index, 5);
  set_current_generation(index.path(), 5);
  EXPECT_EQ(highest_published(index.path()), 5U);

  set_highest_published(index.path(), 5);
  set_current_generation(index.path(), 4);
  EXPECT_EQ(highest_published(index.path()), 5U);

  (void)sealed(index, 6);
  set_current_generation(index.path(), 6);
  EXPECT_EQ(highest_published(index.path()), 6U);
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
