#include "searcher/counting/period.hpp"

#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

namespace smallprint::searching {
namespace {

std::string name_at(const char* day, PeriodLength length) {
  return name_of_period(period_of(*parse_day(day), length), length);
}

TEST(Period, BeginsInJanuaryAndInJuly) {
  EXPECT_EQ(name_at("2013-01-01", PeriodLength::kHalfYear), "2013_A");
  EXPECT_EQ(name_at("2013-06-30", PeriodLength::kHalfYear), "2013_A");
  EXPECT_EQ(name_at("2013-07-01", PeriodLength::kHalfYear), "2013_B");
  EXPECT_EQ(name_at("2013-12-31", PeriodLength::kHalfYear), "2013_B");
  EXPECT_EQ(name_at("2013-12-31", PeriodLength::kYear), "2013");
}

TEST(Period, HasItsFirstAndItsLastDay) {
  for (const auto& [length, day, first, last] :
       std::vector<std::tuple<PeriodLength, const char*, const char*, const char*>>{
           {PeriodLength::kHalfYear, "2012-02-29", "2012-01-01", "2012-06-30"},
           {PeriodLength::kHalfYear, "2012-09-09", "2012-07-01", "2012-12-31"},
           {PeriodLength::kYear, "2012-09-09", "2012-01-01", "2012-12-31"}}) {
    const PeriodNumber period = period_of(*parse_day(day), length);

    EXPECT_EQ(format_day(first_day(period, length)), first);
    EXPECT_EQ(format_day(last_day(period, length)), last);
  }
}

TEST(Period, NumbersAreConsecutive) {
  const PeriodLength half = PeriodLength::kHalfYear;
  EXPECT_EQ(period_of(*parse_day("2014-01-01"), half),
            period_of(*parse_day("2013-12-31"), half) + 1);
}

TEST(WithinCalendar, ClosesOpenEndsAndLeavesOthers) {
  const DayRange open = within_calendar({});
  const DayRange half = within_calendar({.from = parse_day("2013-05-07"), .to = {}});

  EXPECT_EQ(format_day(*open.from), "0001-01-01");
  EXPECT_EQ(format_day(*open.to), "9999-12-31");
  EXPECT_EQ(format_day(*half.from), "2013-05-07");
  EXPECT_EQ(format_day(*half.to), "9999-12-31");
}

TEST(DaysOfName, ReadsDaysYearsAndHalfYears) {
  for (const auto& [name, from, to] :
       std::vector<std::tuple<const char*, const char*, const char*>>{
           {"2013-05-07", "2013-05-07", "2013-05-07"},
           {"2013", "2013-01-01", "2013-12-31"},
           {"2013_A", "2013-01-01", "2013-06-30"},
           {"2013_B", "2013-07-01", "2013-12-31"}}) {
    const auto days = days_of_name(name);

    ASSERT_TRUE(days) << name;
    EXPECT_EQ(format_day(*days->from), from);
    EXPECT_EQ(format_day(*days->to), to);
  }
}

TEST(DaysOfName, ReadsNothingElse) {
  for (const char* const name :
       {"", "213", "20134", "2013_", "2013_C", "2013_a", "2013-13-01", "0000", "2013_A ", "x013"}) {
    EXPECT_FALSE(days_of_name(name)) << name;
  }
}

}  // namespace
}  // namespace smallprint::searching
