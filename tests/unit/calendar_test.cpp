#include "common/calendar.hpp"

#include <chrono>

#include <gtest/gtest.h>

namespace smallprint {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using namespace std::chrono_literals;

TEST(ParseDay, ReadsADay) {
  EXPECT_EQ(parse_day("2013-02-13"), sys_days{2013y / 2 / 13});
  EXPECT_EQ(parse_day("1970-01-01"), sys_days{days{0}});
}

TEST(ParseDay, ReadsTheFirstAndTheLastDay) {
  EXPECT_EQ(parse_day("0001-01-01"), sys_days{1y / 1 / 1});
  EXPECT_EQ(parse_day("9999-12-31"), sys_days{9999y / 12 / 31});
}

TEST(ParseDay, KnowsLeapYears) {
  EXPECT_TRUE(parse_day("2012-02-29").has_value());
  EXPECT_TRUE(parse_day("2000-02-29").has_value());
  EXPECT_FALSE(parse_day("1900-02-29").has_value());
  EXPECT_FALSE(parse_day("2013-02-29").has_value());
}

TEST(ParseDay, RefusesDaysThatDoNotExist) {
  for (const char* const text : {"2013-02-30",
                                 "2013-02-31",
                                 "2013-04-31",
                                 "2013-00-10",
                                 "2013-13-10",
                                 "2013-10-00",
                                 "2013-10-32",
                                 "0000-01-01",
                                 "2013-99-99"}) {
    EXPECT_FALSE(parse_day(text).has_value()) << text;
  }
}

TEST(ParseDay, RefusesOtherSpellings) {
  for (const char* const text : {"",
                                 "2013-2-13",
                                 "2013-02-1",
                                 "2013-02-130",
                                 " 2013-02-13",
                                 "2013/02/13",
                                 "20130213",
                                 "2013-02-1x",
                                 "+013-02-13",
                                 "2013-+2-13",
                                 "2013-02--1",
                                 "13-02-2013"}) {
    EXPECT_FALSE(parse_day(text).has_value()) << text;
  }
}

TEST(FormatDay, WritesWhatParseDayReads) {
  EXPECT_EQ(format_day(sys_days{2013y / 2 / 3}), "2013-02-03");
  EXPECT_EQ(format_day(sys_days{1y / 1 / 1}), "0001-01-01");
  EXPECT_EQ(format_day(sys_days{9999y / 12 / 31}), "9999-12-31");
}

TEST(IsTimestamp, AcceptsFourteenDigitsOfADayAndATime) {
  EXPECT_TRUE(is_timestamp("20130213114142"));
  EXPECT_TRUE(is_timestamp("20130213000000"));
  EXPECT_TRUE(is_timestamp("20130213235959"));
}

TEST(IsTimestamp, RefusesEverythingElse) {
  for (const char* const text : {"",
                                 "2013021311414",
                                 "201302131141421",
                                 "20130230114142",
                                 "20131301114142",
                                 "20130213240000",
                                 "20130213116000",
                                 "20130213115960",
                                 "00000101000000",
                                 "2013021311414x",
                                 "2013-02-131141",
                                 "20130213 14142"}) {
    EXPECT_FALSE(is_timestamp(text)) << text;
  }
}

TEST(DayOfTimestamp, DropsTheTime) {
  EXPECT_EQ(day_of_timestamp("20130213235959"), sys_days{2013y / 2 / 13});
}

TEST(MidnightTimestamp, IsTheDayWithoutATime) {
  EXPECT_EQ(midnight_timestamp(sys_days{2013y / 2 / 13}), "20130213000000");
  EXPECT_EQ(midnight_timestamp(sys_days{987y / 6 / 5}), "09870605000000");
}

}  // namespace
}  // namespace smallprint
