#include "searcher/word_pattern.hpp"

#include <algorithm>
#include <cstdint>

namespace smallprint::searching {

WordPattern::WordPattern(const ShardReader& shard,
                         const std::vector<QueryWord>& words,
                         Compare compare)
    : shard_(shard), compare_(compare) {
  for (const QueryWord& word : words) {
    Place place;
    place.stem = shard.stems.find(word.term).value_or(UINT32_MAX);
    const auto written = shard.words.equal_to(word.written);
    place.written.assign(written.begin(), written.end());
    places_.push_back(std::move(place));
  }
}

bool WordPattern::fits(const Place& place, WordId word) const {
  if (word == kBreakWord) {
    return false;
  }
  return compare_ == Compare::kTerm
             ? shard_.word_stem[word] == place.stem
             : std::find(place.written.begin(), place.written.end(), word) != place.written.end();
}

bool WordPattern::in_order(std::span<const WordId> words) const {
  return std::search(words.begin(),
                     words.end(),
                     places_.begin(),
                     places_.end(),
                     [&](WordId word, const Place& place) { return fits(place, word); }) !=
         words.end();
}

bool WordPattern::near(std::span<const WordId> words, std::size_t distance) const {
  constexpr std::size_t kNever = SIZE_MAX;
  const std::size_t window = distance + places_.size() - 1;
  std::vector<std::size_t> last(places_.size(), kNever);  // latest position of each word
  for (std::size_t position = 0; position < words.size(); ++position) {
    bool moved = false;
    for (std::size_t i = 0; i < places_.size(); ++i) {
      if (fits(places_[i], words[position])) {
        last[i] = position;
        moved = true;
      }
    }
    if (!moved) {
      continue;
    }
    const auto [first, latest] = std::minmax_element(last.begin(), last.end());
    if (*latest != kNever && *latest - *first < window) {
      return true;
    }
  }
  return false;
}

}  // namespace smallprint::searching
