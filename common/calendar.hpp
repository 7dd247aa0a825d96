/// Days and capture timestamps. All times are UTC; there is no clock and no locale here.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace smallprint {

using Day = std::chrono::sys_days;

/// Reads `YYYY-MM-DD`, exactly ten bytes, a day that exists (years 0001 to 9999).
[[nodiscard]] std::optional<Day> parse_day(std::string_view text);

/// The rule that `text`, which parse_day() does not read, breaks: a part of a message.
[[nodiscard]] std::string why_no_day(std::string_view text);

/// `YYYY-MM-DD`.
[[nodiscard]] std::string format_day(Day day);

/// True when `text` is 14 digits that name an existing day and a time of day (00:00:00 to
/// 23:59:59).
[[nodiscard]] bool is_timestamp(std::string_view text);

/// The day of a valid 14-digit timestamp.
[[nodiscard]] Day day_of_timestamp(std::string_view timestamp);

/// The timestamp of a day without a time: `YYYYMMDD000000`.
[[nodiscard]] std::string midnight_timestamp(Day day);

}  // namespace smallprint
