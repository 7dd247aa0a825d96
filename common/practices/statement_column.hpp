/// Statements as the index keeps them: one 32-bit number each, for filters and counts that pass
/// over all of them.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>

#include "common/practices/practice_labeler.hpp"
#include "schemas/practices.hpp"

namespace smallprint {

/// From the lowest bit: 12 bits data types, 4 practice, 2 polarity (3: none), 7 confidence in
/// hundredths.
struct StatementEntry {
  Practice practice = Practice::kFirstParty;
  std::optional<Polarity> polarity;
  ValueSet data = 0;  ///< data types only
  std::uint32_t confidence_percent = 0;

  friend bool operator==(const StatementEntry&, const StatementEntry&) = default;
};

inline constexpr std::uint32_t kNoPolarity = 3;

[[nodiscard]] constexpr std::uint32_t pack(const StatementEntry& entry) {
  const std::uint32_t polarity =
      entry.polarity ? static_cast<std::uint32_t>(*entry.polarity) : kNoPolarity;
  return static_cast<std::uint32_t>(entry.data & kDataTypes) |
         static_cast<std::uint32_t>(entry.practice) << 12 | polarity << 16 |
         std::min(entry.confidence_percent, 100U) << 18;
}

/// The reverse; a number that `pack` never gives (a damaged index) gives some valid entry.
[[nodiscard]] constexpr StatementEntry unpack_statement(std::uint32_t packed) {
  const std::uint32_t practice = packed >> 12 & 15U;
  const std::uint32_t polarity = packed >> 16 & 3U;
  return {.practice = static_cast<Practice>(practice < kPracticeCount ? practice : 0),
          .polarity = polarity == kNoPolarity ? std::nullopt
                                              : std::optional(static_cast<Polarity>(polarity)),
          .data = packed & kDataTypes,
          .confidence_percent = std::min(packed >> 18 & 127U, 100U)};
}

/// Practice and polarity of a packed statement as one number below kStatementKinds, for tables.
inline constexpr std::uint32_t kStatementKinds = 64;

[[nodiscard]] constexpr std::uint32_t statement_kind(std::uint32_t packed) {
  return packed >> 12 & (kStatementKinds - 1);
}

/// A statement of that practice and polarity, and nothing else.
[[nodiscard]] constexpr StatementEntry statement_of_kind(std::uint32_t kind) {
  return unpack_statement(kind << 12);
}

[[nodiscard]] inline std::uint32_t pack(const PracticeStatement& statement) {
  return pack(StatementEntry{
      .practice = statement.practice,
      .polarity = statement.polarity,
      .data = statement.values,
      .confidence_percent = static_cast<std::uint32_t>(std::lround(statement.confidence * 100))});
}

}  // namespace smallprint
