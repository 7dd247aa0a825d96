#include "searcher/query/word_pattern.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <numeric>
#include <string_view>

#include "common/byte_io.hpp"
#include "searcher/query/query.hpp"

namespace smallprint::searching {
namespace {

static_assert(kMaxPhraseWords <= 16 && kMaxNearOperands <= kMaxPhraseWords);  // bits of Places

/// What looking for the ids of a place costs, roughly. Ids of one byte belong to the commonest
/// words, and their byte is also the last of many longer ids: they are found again and again.
std::size_t search_cost(const std::vector<WordId>& ids) {
  return std::accumulate(ids.begin(), ids.end(), std::size_t{0}, [](std::size_t sum, WordId id) {
    return sum + (id < 0x80 ? 3U : 1U);
  });
}

bool begins_word(std::string_view bytes, std::size_t at) {
  return at == 0 || ends_word(bytes[at - 1]);
}

/// Where `word`, a varint, stands as a whole word in `bytes` at `from` or after it; npos when
/// nowhere.
std::size_t find_word(std::string_view bytes, std::string_view word, std::size_t from) {
  std::size_t at = bytes.find(word, from);
  while (at != std::string_view::npos && !begins_word(bytes, at)) {
    at = bytes.find(word, at + 1);
  }
  return at;
}

/// The beginning of the `count`-th word before the one at `at`, or of the first word.
std::size_t words_back(std::string_view bytes, std::size_t at, std::size_t count) {
  for (; at > 0 && count > 0; --count) {
    do {
      --at;
    } while (!begins_word(bytes, at));
  }
  return at;
}

/// The end of the `count`-th word from `at` on, or of the last word.
std::size_t words_ahead(std::string_view bytes, std::size_t at, std::size_t count) {
  for (; at < bytes.size() && count > 0; ++at) {
    count -= ends_word(bytes[at]) ? 1U : 0U;
  }
  return at;
}

/// The words of a NEAR, read from front to back.
class NearWindow {
 public:
  NearWindow(std::size_t words, std::size_t distance)
      : words_(words), window_(distance + words - 1) {}

  /// Takes the word at `position`, which fits `places` and stands for one of them: that of the
  /// same words seen longest ago. True when every word has now been seen within the window.
  bool add(std::size_t position, std::uint32_t places) {
    auto oldest = static_cast<std::size_t>(std::countr_zero(places));
    for (places &= places - 1; places != 0; places &= places - 1) {
      const auto place = static_cast<std::size_t>(std::countr_zero(places));
      oldest = latest_[place] < latest_[oldest] ? place : oldest;
    }
    latest_[oldest] = position + 1;
    const auto latest = std::span(latest_).first(words_);
    const std::size_t first = *std::min_element(latest.begin(), latest.end());
    return first != kNever && position + 1 - first < window_;
  }

 private:
  static constexpr std::size_t kNever = 0;

  std::size_t words_;
  std::size_t window_;
  std::array<std::size_t, kMaxPhraseWords> latest_{};  // latest position of each word, plus one
};

}  // namespace

WordPattern::WordPattern(const std::vector<std::vector<WordId>>& places) : size_(places.size()) {
  std::map<WordId, Places> places_of_id;
  for (std::size_t i = 0; i < places.size(); ++i) {
    for (const WordId id : places[i]) {
      places_of_id[id] |= static_cast<Places>(1U << i);
    }
  }
  places_.assign(places_of_id.begin(), places_of_id.end());

  const auto anchor =
      std::min_element(places.begin(), places.end(), [](const auto& a, const auto& b) {
        return search_cost(a) < search_cost(b);
      });
  anchor_place_ = static_cast<std::size_t>(anchor - places.begin());
  for (const auto& known : places_) {
    std::string varint;
    put_varint(varint, known.first);
    begins_id_[static_cast<unsigned char>(varint.front())] = 1;
  }
  for (const WordId id : *anchor) {
    put_varint(anchor_.emplace_back(), id);
  }
}

bool WordPattern::in_order(const PackedWords& row) {
  for (const std::string& word : anchor_) {
    for (std::size_t at = find_word(row.bytes, word, 0); at != std::string_view::npos;
         at = find_word(row.bytes, word, at + word.size())) {
      around_.clear();
      row.decode(words_back(row.bytes, at, anchor_place_),
                 words_ahead(row.bytes, at, size_ - anchor_place_),
                 around_);
      if (are_in_order(around_)) {
        return true;
      }
    }
  }
  return false;
}

/// One pass over the bytes: unlike a phrase, a NEAR may have to see many words around a find. The
/// test for an id's first byte is one branch, rarely taken: a branch on where words begin would be
/// mispredicted every few bytes.
bool WordPattern::near(const PackedWords& row, std::size_t distance) const {
  NearWindow window(size_, distance);
  std::size_t words_before = 0;
  unsigned begins_word = 1;
  for (std::size_t at = 0; at < row.bytes.size(); ++at) {
    if ((begins_word & begins_id_[static_cast<unsigned char>(row.bytes[at])]) != 0) {
      const Places places = places_of(ByteReader(row.bytes.substr(at)).varint32());
      const bool after_break = row.text_begin > 0 && at >= row.text_begin;
      if (places != 0 && window.add(words_before + (after_break ? 1U : 0U), places)) {
        return true;
      }
    }
    begins_word = ends_word(row.bytes[at]) ? 1U : 0U;
    words_before += begins_word;
  }
  return false;
}

WordPattern::Places WordPattern::places_of(WordId word) const {
  const auto found =
      std::lower_bound(places_.begin(), places_.end(), word, [](const auto& known, WordId id) {
        return known.first < id;
      });
  return found != places_.end() && found->first == word ? found->second : Places{0};
}

/// Shift-and (Baeza-Yates and Gonnet 1992): bit i of `reached` says that the words up to here end
/// with the first i + 1 of the phrase.
bool WordPattern::are_in_order(std::span<const WordId> words) const {
  const std::uint32_t complete = 1U << (size_ - 1);
  std::uint32_t reached = 0;
  for (const WordId word : words) {
    reached = (reached << 1 | 1U) & places_of(word);
    if ((reached & complete) != 0) {
      return true;
    }
  }
  return false;
}

}  // namespace smallprint::searching
