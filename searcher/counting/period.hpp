/// Years and half-years: the periods that captures are counted in.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/calendar.hpp"
#include "searcher/matching/filters.hpp"

namespace smallprint::searching {

enum class PeriodLength { kHalfYear, kYear, kCount };

/// In the order of PeriodLength.
inline constexpr std::array<std::string_view, static_cast<std::size_t>(PeriodLength::kCount)>
    kPeriodLengthNames{"half-year", "year"};

[[nodiscard]] constexpr std::string_view name_of(PeriodLength length) {
  return kPeriodLengthNames[static_cast<std::size_t>(length)];
}

/// Consecutive numbers for consecutive periods of one length.
using PeriodNumber = std::int32_t;

[[nodiscard]] PeriodNumber period_of(Day day, PeriodLength length);

/// `2013`, `2013_A` (January to June), `2013_B` (July to December).
[[nodiscard]] std::string name_of_period(PeriodNumber period, PeriodLength length);

[[nodiscard]] Day first_day(PeriodNumber period, PeriodLength length);
[[nodiscard]] Day last_day(PeriodNumber period, PeriodLength length);

/// `days` with both ends set: open ends are those of years 1 to 9999, so that a damaged day of a
/// snapshot is left out.
[[nodiscard]] DayRange within_calendar(DayRange days);

/// The days that `text` names: a day `2013-05-07`, a year `2013` or a half-year `2013_A`. Both ends
/// are set. None when it names none.
[[nodiscard]] std::optional<DayRange> days_of_name(std::string_view text);

}  // namespace smallprint::searching
