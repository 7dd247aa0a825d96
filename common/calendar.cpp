#include "common/calendar.hpp"

#include <algorithm>
#include <cstddef>

#include <fmt/format.h>

namespace smallprint {

namespace {

bool all_digits(std::string_view text) {
  return std::all_of(
      text.begin(), text.end(), [](char letter) { return letter >= '0' && letter <= '9'; });
}

// `digits` holds ASCII digits only, few enough for an int.
int number(std::string_view digits) {
  int value = 0;
  for (const char digit : digits) {
    value = 10 * value + (digit - '0');
  }
  return value;
}

std::optional<Day> day_from_digits(std::string_view year,
                                   std::string_view month,
                                   std::string_view day) {
  const std::chrono::year_month_day date{std::chrono::year{number(year)},
                                         std::chrono::month{static_cast<unsigned>(number(month))},
                                         std::chrono::day{static_cast<unsigned>(number(day))}};
  if (!date.ok() || date.year() < std::chrono::year{1}) {
    return std::nullopt;
  }
  return Day{date};
}

std::optional<Day> day_from_compact(std::string_view digits) {
  return day_from_digits(digits.substr(0, 4), digits.substr(4, 2), digits.substr(6, 2));
}

bool has_form_of_day(std::string_view text) {
  return text.size() == 10 && text[4] == '-' && text[7] == '-' && all_digits(text.substr(0, 4)) &&
         all_digits(text.substr(5, 2)) && all_digits(text.substr(8, 2));
}

}  // namespace

std::optional<Day> parse_day(std::string_view text) {
  return has_form_of_day(text)
             ? day_from_digits(text.substr(0, 4), text.substr(5, 2), text.substr(8, 2))
             : std::nullopt;
}

std::string why_no_day(std::string_view text) {
  return has_form_of_day(text)
             ? fmt::format("'{}' is no day that exists; days are YYYY-MM-DD", text)
             : fmt::format("'{}' is not of the form YYYY-MM-DD, such as 2013-02-13", text);
}

std::string format_day(Day day) {
  const std::chrono::year_month_day date{day};
  return fmt::format("{:04}-{:02}-{:02}",
                     static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

bool is_timestamp(std::string_view text) {
  return text.size() == 14 && all_digits(text) && day_from_compact(text).has_value() &&
         number(text.substr(8, 2)) < 24 && number(text.substr(10, 2)) < 60 &&
         number(text.substr(12, 2)) < 60;
}

Day day_of_timestamp(std::string_view timestamp) {
  return day_from_compact(timestamp).value();
}

std::string midnight_timestamp(Day day) {
  std::string timestamp = format_day(day);
  std::erase(timestamp, '-');
  return timestamp + "000000";
}

}  // namespace smallprint
