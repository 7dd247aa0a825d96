#include "common/text_packer.hpp"

#include <algorithm>
#include <cstddef>

#include "common/passage_splitter.hpp"
#include "common/sentence_splitter.hpp"
#include "common/word_scan.hpp"

namespace smallprint {
namespace {

constexpr std::uint32_t kMaxWords = kMaxPassageWords;
constexpr std::uint32_t kMinWords = kMinPassageWords;
// What is tolerated rather than cut badly: a long sentence, a lead-in kept with its first item.
constexpr std::uint32_t kLongestUncutWords = 240;

bool is_space(char byte) {
  return byte == ' ' || byte == '\n';
}

void append_equal_parts(std::string_view text, TextUnit sentence, std::vector<TextUnit>& units) {
  const std::uint32_t parts = (sentence.words + kMaxWords - 1) / kMaxWords;
  const std::uint32_t words_each = (sentence.words + parts - 1) / parts;
  TextUnit part{.text = {sentence.text.begin, sentence.text.begin}, .words = 1};
  for (std::uint32_t at = sentence.text.begin; at < sentence.text.end; ++at) {
    if (!is_space(text[at])) {
      part.text.end = at + 1;
    } else if (part.words < words_each) {
      ++part.words;
    } else {
      units.push_back(part);
      part = {.text = {at + 1, at + 1}, .words = 1};
    }
  }
  units.push_back(part);
}

std::uint32_t total_words(const std::vector<TextUnit>& units) {
  std::uint32_t words = 0;
  for (const TextUnit& unit : units) {
    words += unit.words;
  }
  return words;
}

/// A passage in the making.
struct Pack {
  ByteRange text;
  std::uint32_t words = 0;
  bool is_closed = false;   // its unit stands alone
  bool introduces = false;  // its last unit does

  void add(const TextUnit& unit) {
    if (words == 0) {
      text.begin = unit.text.begin;
    }
    text.end = unit.text.end;
    words += unit.words;
    is_closed = unit.stands_alone;
    introduces = unit.introduces;
  }

  [[nodiscard]] bool takes(const TextUnit& unit, std::uint32_t target) const {
    if (words < kMinWords) {
      return true;
    }
    const std::uint32_t together = words + unit.words;
    if (introduces) {
      return together <= kLongestUncutWords;
    }
    return !is_closed && !unit.stands_alone && words < target && together <= kMaxWords;
  }
};

}  // namespace

void append_units(std::string_view text, TextUnit unit, std::vector<TextUnit>& units) {
  if (unit.words <= kMaxWords) {
    units.push_back(unit);
    return;
  }
  const std::string_view within = text.substr(0, unit.text.end);
  std::uint32_t begin = unit.text.begin;
  while (begin < unit.text.end) {
    const auto end = static_cast<std::uint32_t>(sentence_end(within, begin));
    const TextUnit sentence{.text = {begin, end},
                            .words = count_words(text.substr(begin, end - begin))};
    if (sentence.words > kLongestUncutWords) {
      append_equal_parts(text, sentence, units);
    } else {
      units.push_back(sentence);
    }
    begin = end + 1;
  }
  units.back().introduces = unit.introduces;
}

std::vector<ByteRange> pack_units(const std::vector<TextUnit>& units) {
  const std::uint32_t words = total_words(units);
  const std::uint32_t packs = (words + kMaxWords - 1) / kMaxWords;
  const std::uint32_t target = packs == 0 ? 0 : (words + packs - 1) / packs;
  std::vector<ByteRange> ranges;
  Pack pack;
  for (const TextUnit& unit : units) {
    if (!pack.takes(unit, target)) {
      ranges.push_back(pack.text);
      pack = {};
    }
    pack.add(unit);
  }
  if (pack.words >= kMinWords || ranges.empty()) {
    if (pack.words != 0) {
      ranges.push_back(pack.text);
    }
  } else {
    ranges.back().end = pack.text.end;
  }
  return ranges;
}

}  // namespace smallprint
