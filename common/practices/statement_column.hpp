/// Statements as the index keeps them: one 32-bit number each, for filters and counts that pass
/// over all of them.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
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

/// What several statements say, practices and data types apart: bits 0 to 11 are the data types,
/// every further bit is a practice in one polarity, or in none.
using StatedSet = std::uint32_t;

inline constexpr std::size_t kFirstStatedPractice = 12;
inline constexpr std::size_t kPolarKinds = kPolarPractices.size() * (kPolarityCount + 1);
inline constexpr std::size_t kStatedKinds = kPolarKinds + kPracticeCount - kPolarPractices.size();
static_assert(kDataTypeCount <= kFirstStatedPractice &&
              kFirstStatedPractice + kStatedKinds <= sizeof(StatedSet) * 8);

/// The number, below kStatedKinds, of a practice in a polarity.
[[nodiscard]] constexpr std::size_t stated_kind(const StatementEntry& statement) {
  const auto practice = static_cast<std::size_t>(statement.practice);
  if (practice >= kPolarPractices.size()) {
    return kPolarKinds + practice - kPolarPractices.size();
  }
  const std::size_t polarity =
      statement.polarity ? static_cast<std::size_t>(*statement.polarity) : kPolarityCount;
  return practice * (kPolarityCount + 1) + polarity;
}

/// The reverse, packed.
[[nodiscard]] constexpr std::uint32_t statement_of_stated_kind(std::size_t number) {
  StatementEntry statement;
  if (number >= kPolarKinds) {
    statement.practice = kPractices[number - kPolarKinds + kPolarPractices.size()].practice;
    return pack(statement);
  }
  statement.practice = kPolarPractices[number / (kPolarityCount + 1)];
  if (number % (kPolarityCount + 1) < kPolarityCount) {
    statement.polarity = static_cast<Polarity>(number % (kPolarityCount + 1));
  }
  return pack(statement);
}

inline constexpr auto kStatedBits = [] {
  std::array<StatedSet, kStatementKinds> bits{};
  for (std::uint32_t kind = 0; kind < kStatementKinds; ++kind) {
    bits[kind] = StatedSet{1} << (kFirstStatedPractice + stated_kind(statement_of_kind(kind)));
  }
  return bits;
}();

inline constexpr auto kStatementsOfStatedKinds = [] {
  std::array<std::uint32_t, kStatedKinds> statements{};
  for (std::size_t number = 0; number < kStatedKinds; ++number) {
    statements[number] = statement_of_stated_kind(number);
  }
  return statements;
}();

[[nodiscard]] constexpr StatedSet stated_set(std::uint32_t packed) {
  return (packed & static_cast<StatedSet>(kDataTypes)) | kStatedBits[statement_kind(packed)];
}

[[nodiscard]] inline std::uint32_t pack(const PracticeStatement& statement) {
  return pack(StatementEntry{
      .practice = statement.practice,
      .polarity = statement.polarity,
      .data = statement.values,
      .confidence_percent = static_cast<std::uint32_t>(std::lround(statement.confidence * 100))});
}

}  // namespace smallprint
