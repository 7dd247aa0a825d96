#include "indexer/commit_record.hpp"

#include <cstdint>
#include <stdexcept>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smallprint::indexing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

CommitRecord record_of(const std::string& message) {
  ParsedCommitRecord parsed = parse_commit_record(message);
  if (const auto* broken = std::get_if<BrokenRecord>(&parsed)) {
    throw std::runtime_error(broken->reason);
  }
  return std::get<CommitRecord>(std::move(parsed));
}

std::string reason_of(const std::string& message) {
  return std::get<BrokenRecord>(parse_commit_record(message)).reason;
}

TEST(CommitRecord, ReadsAMessageOfTheArchive) {
  const CommitRecord record = record_of(R"(instagram.com (archived on 2026-08-22)

{
  "alexa_rank": 643800,
  "categories": "Social Networking, Chat,Chat",
  "char_count": 135161,
  "interval": "2026_B",
  "parked_domain": false,
  "phase": "B",
  "policy_domain": "instagram.com",
  "readability": 13.7,
  "simhash": 18446744073709551615,
  "timestamp": "20260822003956",
  "updated": true,
  "word_count": 17400,
  "year": 2026
}
)");
  EXPECT_EQ(record.timestamp, "20260822003956");
  const SnapshotMetadata expected{.categories = {"Chat", "Social Networking"},
                                  .alexa_rank = 643'800,
                                  .interval = "2026_B",
                                  .policy_domain = "instagram.com",
                                  .parked = false,
                                  .word_count = 17'400,
                                  .readability = 13.7,
                                  .simhash = UINT64_MAX};
  EXPECT_EQ(record.metadata, expected);
  EXPECT_THAT(record.unreadable, IsEmpty());
}

TEST(CommitRecord, IsAbsentFromAMessageWithoutAnObject) {
  for (const char* const message : {"", "Record new changes", "a {\"b\": 1}\n\n  {", "[1]\n"}) {
    EXPECT_TRUE(std::holds_alternative<std::monostate>(parse_commit_record(message))) << message;
  }
}

TEST(CommitRecord, TakesBareNanAndInfinityAsAbsent) {
  const CommitRecord record = record_of(
      R"({"alexa_rank":NaN,"word_count": Infinity, "readability":-Infinity, "categories": NaN})");
  EXPECT_EQ(record.metadata, SnapshotMetadata{});
  EXPECT_THAT(record.unreadable, IsEmpty());
}

TEST(CommitRecord, LeavesNanInTextAlone) {
  const CommitRecord record = record_of(
      R"({"policy_domain": "NaN", "categories": "a \", NaN }, Infinity", "word_count": 3})");
  EXPECT_EQ(record.metadata.policy_domain, "NaN");
  EXPECT_THAT(record.metadata.categories, ElementsAre("Infinity", "NaN }", "a \""));
  EXPECT_EQ(record.metadata.word_count, 3U);
}

TEST(CommitRecord, RefusesWordsThatOnlyBeginLikeNan) {
  EXPECT_THAT(reason_of(R"({"alexa_rank": NaNs})"), HasSubstr("is not JSON"));
  EXPECT_THAT(reason_of(R"({"alexa_rank": +Infinity})"), HasSubstr("is not JSON"));
}

TEST(CommitRecord, NamesWhatIsWrongWithABrokenOne) {
  EXPECT_THAT(reason_of("a\n\n{\"alexa_rank\": 1"), HasSubstr("does not end"));
  EXPECT_THAT(reason_of("a\n\n{\"alexa_rank\": \"1}"), HasSubstr("does not end"));
  EXPECT_THAT(reason_of("a\n\n{\"alexa_rank\" 1}"), HasSubstr(R"(is not JSON: {"alexa_rank" 1})"));
  EXPECT_THAT(reason_of("{\"interval\": \"\xFF\"}"), HasSubstr("\\xFF"));
}

TEST(CommitRecord, EndsWithItsBrace) {
  const CommitRecord record =
      record_of("a\n\n{\"more\": {\"word_count\": 1}, \"word_count\": 2}\nSigned-off-by: {A}\n");
  EXPECT_EQ(record.metadata.word_count, 2U);
}

TEST(CommitRecord, KeepsWholeNumbersExact) {
  EXPECT_EQ(record_of(R"({"simhash": 9223372036854775809})").metadata.simhash,
            9'223'372'036'854'775'809U);
  EXPECT_EQ(record_of(R"({"simhash": "18446744073709551614"})").metadata.simhash, UINT64_MAX - 1);
  EXPECT_EQ(record_of(R"({"alexa_rank": 643800.0})").metadata.alexa_rank, 643'800U);
}

TEST(CommitRecord, ReadsFlagsAndListsAsTheyAreWrittenElsewhere) {
  EXPECT_EQ(record_of(R"({"parked_domain": "True"})").metadata.parked, true);
  EXPECT_EQ(record_of(R"({"parked": 0})").metadata.parked, false);
  EXPECT_EQ(record_of(R"({"flesch_kincaid": 11})").metadata.readability, 11.0);
  EXPECT_THAT(record_of(R"({"categories": ["b, c", " a ", ""]})").metadata.categories,
              ElementsAre("a", "b, c"));
}

TEST(CommitRecord, NamesTheKeysWhoseValueIsOfNoUse) {
  const CommitRecord record = record_of(
      R"({"alexa_rank": 0, "simhash": 18446744073709551616, "timestamp": "20130230000000",)"
      R"( "word_count": -1, "parked_domain": "perhaps", "categories": [1], "interval": 2013,)"
      R"( "readability": "hard", "policy_domain": "a.com"})");
  EXPECT_THAT(record.unreadable,
              ElementsAre("timestamp: \"20130230000000\"",
                          "categories: [1]",
                          "alexa_rank: 0",
                          "interval: 2013",
                          "parked_domain: \"perhaps\"",
                          "word_count: -1",
                          "readability: \"hard\"",
                          "simhash: 1.8446744073709552e+19"));
  EXPECT_EQ(record.timestamp, "");
  EXPECT_EQ(record.metadata, SnapshotMetadata{.policy_domain = "a.com"});
}

TEST(CommitRecord, ReadsATimestampWithoutQuotes) {
  EXPECT_EQ(record_of(R"({"timestamp": 20130213012345})").timestamp, "20130213012345");
}

}  // namespace
}  // namespace smallprint::indexing
