#include "common/utc_time.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smallprint {
namespace {

using std::chrono::seconds;
using ::testing::Optional;

TEST(UtcTime, IsWrittenAsIso8601) {
  EXPECT_EQ(format_utc(UtcTime(seconds(0))), "1970-01-01T00:00:00Z");
  EXPECT_EQ(format_utc(UtcTime(seconds(1'000'000'000))), "2001-09-09T01:46:40Z");
}

TEST(UtcTime, IsReadAsItIsWritten) {
  EXPECT_THAT(parse_utc("2001-09-09T01:46:40Z"), Optional(UtcTime(seconds(1'000'000'000))));
  EXPECT_THAT(parse_utc("1970-01-01T23:59:59Z"), Optional(UtcTime(seconds(86'399))));
}

TEST(UtcTime, IsNothingElse) {
  for (const char* const text : {"",
                                 "2001-09-09",
                                 "2001-09-09T01:46:40",
                                 "2001-09-09 01:46:40Z",
                                 "2001-09-09T24:00:00Z",
                                 "2001-09-09T01:60:00Z",
                                 "2001-09-09T01:46:60Z",
                                 "2001-09-09T0a:46:40Z",
                                 "2001-09-31T01:46:40Z",
                                 "2001-09-09T01:46:40+0"}) {
    EXPECT_EQ(parse_utc(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace smallprint
