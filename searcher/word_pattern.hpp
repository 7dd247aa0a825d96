/// Checks of a row's words in order: phrases, exact words, NEAR.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "common/shard_reader.hpp"
#include "common/vocabulary.hpp"
#include "searcher/query.hpp"

namespace smallprint::searching {

/// The words of a phrase or of a NEAR as numbers of one shard: for each word id the places it fits,
/// so that a row is checked with one look-up a word. Making one costs two bytes per word of the
/// shard.
class WordPattern {
 public:
  enum class Compare { kTerm, kWritten };

  WordPattern(const ShardReader& shard, const std::vector<QueryWord>& words, Compare compare);

  /// True when the words stand next to each other, in order, somewhere in `words`.
  [[nodiscard]] bool in_order(std::span<const WordId> words) const;

  /// True when every word stands, in any order, in a window of `distance` + number of words - 1
  /// positions: two words in NEAR/1 are neighbours. Breaks count as a position.
  [[nodiscard]] bool near(std::span<const WordId> words, std::size_t distance) const;

 private:
  /// Bit i: the word fits place i (kMaxPhraseWords places at most).
  using Places = std::uint16_t;

  std::size_t size_;
  std::vector<Places> places_of_word_;  // by word id of the shard
};

}  // namespace smallprint::searching
