#include "searcher/counting/period.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

namespace smallprint::searching {
namespace {

constexpr PeriodNumber kHalves = 2;
constexpr unsigned kMonthsOfHalf = 6;

}  // namespace

PeriodNumber period_of(Day day, PeriodLength length) {
  const std::chrono::year_month_day date{day};
  const PeriodNumber year = static_cast<int>(date.year());
  if (length == PeriodLength::kYear) {
    return year;
  }
  return year * kHalves + (static_cast<unsigned>(date.month()) > kMonthsOfHalf ? 1 : 0);
}

std::string name_of_period(PeriodNumber period, PeriodLength length) {
  return length == PeriodLength::kYear
             ? fmt::format("{:04}", period)
             : fmt::format("{:04}_{}", period / kHalves, period % kHalves == 0 ? 'A' : 'B');
}

Day first_day(PeriodNumber period, PeriodLength length) {
  using std::chrono::day;
  using std::chrono::month;
  using std::chrono::year;
  if (length == PeriodLength::kYear) {
    return year{period} / month{1} / day{1};
  }
  const month first{period % kHalves == 0 ? 1 : kMonthsOfHalf + 1};
  return year{period / kHalves} / first / day{1};
}

Day last_day(PeriodNumber period, PeriodLength length) {
  return first_day(period + 1, length) - std::chrono::days{1};
}

DayRange within_calendar(DayRange days) {
  using std::chrono::sys_days;
  using std::chrono::year;
  days.from = days.from.value_or(sys_days{year{1} / 1 / 1});
  days.to = days.to.value_or(sys_days{year{9999} / 12 / 31});
  return days;
}

std::optional<DayRange> days_of_name(std::string_view text) {
  if (const auto day = parse_day(text)) {
    return DayRange{.from = day, .to = day};
  }
  constexpr std::size_t kYearDigits = 4;
  const auto year = parse_day(std::string(text.substr(0, kYearDigits)) + "-01-01");
  const std::string_view rest = text.substr(std::min(kYearDigits, text.size()));
  if (!year || !(rest.empty() || rest == "_A" || rest == "_B")) {
    return std::nullopt;
  }
  const PeriodLength length = rest.empty() ? PeriodLength::kYear : PeriodLength::kHalfYear;
  const PeriodNumber period = period_of(*year, length) + (rest == "_B" ? 1 : 0);
  return DayRange{.from = first_day(period, length), .to = last_day(period, length)};
}

}  // namespace smallprint::searching
