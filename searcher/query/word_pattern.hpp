/// Checks of a row's words in order: phrases, exact words, NEAR.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "common/forward_index.hpp"
#include "common/vocabulary.hpp"

namespace smallprint::searching {

/// The words of a phrase or of a NEAR as word ids of one shard, to check rows against without
/// decoding them. Of a phrase, one place, the anchor, is looked for in the row's bytes, and only
/// the words around each find are decoded; this costs about 10 ns for each id of the anchor and 20
/// ns a find. A NEAR costs about 1 ns a byte. An id beyond the shard fits no place. One thread.
class WordPattern {
 public:
  /// The ids that fit each place, one to kMaxPhraseWords places; a place that nothing fits matches
  /// no row.
  explicit WordPattern(const std::vector<std::vector<WordId>>& places);

  /// True when the words stand next to each other, in order, somewhere in `row`.
  [[nodiscard]] bool in_order(const PackedWords& row);

  /// True when every word stands, in any order, in a window of `distance` + number of words - 1
  /// positions: two words in NEAR/1 are neighbours. Breaks count as a position. A word asked for
  /// twice must stand twice, so places that share an id have to share all.
  [[nodiscard]] bool near(const PackedWords& row, std::size_t distance) const;

 private:
  /// Bit i: the word fits place i (kMaxPhraseWords places at most).
  using Places = std::uint16_t;

  [[nodiscard]] Places places_of(WordId word) const;
  [[nodiscard]] bool are_in_order(std::span<const WordId> words) const;

  std::size_t size_;
  std::vector<std::pair<WordId, Places>> places_;  // by id
  std::size_t anchor_place_ = 0;
  std::vector<std::string> anchor_;             // the ids of that place as a row has them: varints
  std::array<unsigned char, 256> begins_id_{};  // by byte: 1 when an id begins with it
  std::vector<WordId> around_;                  // a find and the words around it
};

}  // namespace smallprint::searching
