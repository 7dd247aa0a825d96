#include "searcher/word_pattern.hpp"

#include <algorithm>

namespace smallprint::searching {

static_assert(kMaxPhraseWords <= 16 && kMaxNearOperands <= 16);  // bits of Places

WordPattern::WordPattern(const ShardReader& shard,
                         const std::vector<QueryWord>& words,
                         Compare compare)
    : size_(words.size()), places_of_word_(shard.words.size()) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto place = static_cast<Places>(1U << i);
    if (compare == Compare::kWritten) {
      for (const WordId word : shard.words.equal_to(words[i].written)) {
        places_of_word_[word] |= place;
      }
    } else if (const auto stem = shard.stems.find(words[i].term)) {
      for (WordId word = kBreakWord + 1; word < places_of_word_.size(); ++word) {
        if (shard.word_stem[word] == *stem) {
          places_of_word_[word] |= place;
        }
      }
    }
  }
}

/// Shift-and (Baeza-Yates and Gonnet 1992): bit i of `reached` says that the words up to here end
/// with the first i + 1 of the phrase.
bool WordPattern::in_order(std::span<const WordId> words) const {
  const std::uint32_t complete = 1U << (size_ - 1);
  std::uint32_t reached = 0;
  for (const WordId word : words) {
    reached = (reached << 1 | 1U) & places_of_word_[word];
    if ((reached & complete) != 0) {
      return true;
    }
  }
  return false;
}

bool WordPattern::near(std::span<const WordId> words, std::size_t distance) const {
  constexpr std::size_t kNever = SIZE_MAX;
  const std::size_t window = distance + size_ - 1;
  std::vector<std::size_t> last(size_, kNever);  // latest position of each word
  for (std::size_t position = 0; position < words.size(); ++position) {
    const Places places = places_of_word_[words[position]];
    if (places == 0) {
      continue;
    }
    for (std::size_t i = 0; i < size_; ++i) {
      last[i] = (places >> i & 1) != 0 ? position : last[i];
    }
    const auto [first, latest] = std::minmax_element(last.begin(), last.end());
    if (*latest != kNever && *latest - *first < window) {
      return true;
    }
  }
  return false;
}

}  // namespace smallprint::searching
