#include "common/utc_time.hpp"

#include <fmt/format.h>

#include "common/calendar.hpp"

namespace smallprint {
namespace {

constexpr std::size_t kDayLength = std::string_view("2026-01-31").size();
constexpr std::size_t kLength = std::string_view("2026-01-31T23:59:59Z").size();

/// The number of two digits at `at`, or 99 where there are none.
int two_digits(std::string_view text, std::size_t at) {
  const auto is_digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
  return is_digit(at) && is_digit(at + 1) ? (text[at] - '0') * 10 + (text[at + 1] - '0') : 99;
}

}  // namespace

std::string format_utc(UtcTime time) {
  const Day day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::hh_mm_ss clock(time - day);
  return fmt::format("{}T{:02}:{:02}:{:02}Z",
                     format_day(day),
                     clock.hours().count(),
                     clock.minutes().count(),
                     clock.seconds().count());
}

std::optional<UtcTime> parse_utc(std::string_view text) {
  const auto day = parse_day(text.substr(0, kDayLength));
  if (!day || text.size() != kLength) {
    return std::nullopt;
  }
  const UtcTime time = *day + std::chrono::hours(two_digits(text, 11)) +
                       std::chrono::minutes(two_digits(text, 14)) +
                       std::chrono::seconds(two_digits(text, 17));
  return format_utc(time) == text ? std::optional(time) : std::nullopt;
}

}  // namespace smallprint
