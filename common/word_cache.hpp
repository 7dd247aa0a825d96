/// The memory in front of the normaliser: spelling, as it stands in the text, to word ids.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "common/vocabulary.hpp"
#include "schemas/normalisation.hpp"

namespace smallprint {

/// What is remembered of a spelling. The ids are filled in when it is first used as a word of its
/// own: the `e` of "e-mail" alone takes none.
struct CachedWord {
  WordId first = kBreakWord;   ///< kBreakWord until first used
  WordId second = kBreakWord;  ///< of the second token, or kBreakWord
  JoinBy joins = JoinBy::kNothing;
  bool is_capital_us = false;
  bool is_nothing = false;  ///< gives no token; of a pair: stays two words
};

/// An open-addressed hash table that only grows. One look-up costs one hash and, nearly always, one
/// comparison. Not thread safe.
class WordCache {
 public:
  WordCache();

  /// Valid until the next insert.
  [[nodiscard]] CachedWord* find(std::string_view spelling);

  /// `spelling` is not in the cache yet. Valid until the next insert.
  CachedWord& insert(std::string_view spelling, const CachedWord& word);

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::string_view spelling;  // data() is null in a free slot
    CachedWord word;
  };

  [[nodiscard]] Slot& slot_for(std::string_view spelling, std::uint64_t hash);
  void grow();

  std::deque<std::string> spellings_;  // owns what the slots point to
  std::vector<Slot> slots_;            // a power of two, at most half full
};

}  // namespace smallprint
