/// Moments as the programs write them: UTC, ISO 8601, whole seconds: `2026-01-31T23:59:59Z`.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace smallprint {

using UtcTime = std::chrono::sys_seconds;

/// 20 bytes for the years 0000 to 9999.
[[nodiscard]] std::string format_utc(UtcTime time);

/// The reverse; nothing for any other text.
[[nodiscard]] std::optional<UtcTime> parse_utc(std::string_view text);

}  // namespace smallprint
