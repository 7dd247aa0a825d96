/// Counts units by span of days and by what was found in them there.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace smallprint::searching {

/// What is known of a unit in a span of days: bits.
using Findings = std::uint8_t;
inline constexpr Findings kObserved = 1;
inline constexpr Findings kFirst = 2;
inline constexpr Findings kSecond = 4;
inline constexpr std::size_t kFindingsCount = 8;

/// Memory: 72 bytes a span.
class SpanTally {
 public:
  explicit SpanTally(std::size_t spans) : now_(spans), tallies_(spans) {}

  /// Something of the unit at hand, seen in a span.
  void add(std::size_t span, Findings findings) {
    if (now_[span] == 0) {
      touched_.push_back(span);
    }
    now_[span] = static_cast<Findings>(now_[span] | findings);
  }

  [[nodiscard]] Findings of_unit(std::size_t span) const { return now_[span]; }

  /// The number of spans that the unit at hand was seen in.
  [[nodiscard]] std::size_t spans_of_unit() const { return touched_.size(); }

  /// The next unit comes.
  void end_unit() {
    for (const std::size_t span : touched_) {
      ++tallies_[span][std::exchange(now_[span], Findings{0})];
    }
    touched_.clear();
  }

  /// Units of a span with all of these.
  [[nodiscard]] std::uint64_t with(std::size_t span, Findings findings) const {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < kFindingsCount; ++i) {
      sum += (i & findings) == findings ? tallies_[span][i] : 0;
    }
    return sum;
  }

 private:
  std::vector<Findings> now_;
  std::vector<std::size_t> touched_;
  std::vector<std::array<std::uint64_t, kFindingsCount>> tallies_;
};

}  // namespace smallprint::searching
