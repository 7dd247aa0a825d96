/// Cutting text that is too long for one passage.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "common/mapped_text.hpp"

namespace smallprint {

/// A piece of text that is better not cut: a sentence, a list item, a table row.
struct TextUnit {
  ByteRange text;
  std::uint32_t words = 0;    ///< what white space separates
  bool stands_alone = false;  ///< shares no passage with another unit that is not short
  bool introduces = false;    ///< means nothing without the unit behind it (`We collect:`)
};

/// Appends the units of `range` of `text`: itself when it has at most kMaxPassageWords words,
/// else its sentences, else (a sentence of more than 240 words) equal parts cut between words. A
/// "word" without an end stays whole. Cost: linear.
void append_units(std::string_view text, TextUnit unit, std::vector<TextUnit>& units);

/// Puts consecutive units together into ranges of at most about kMaxPassageWords words and of about
/// equal length. The ranges cover the units in order. A unit of fewer than kMinPassageWords words
/// is never left alone while it has a neighbour. Cost: linear.
[[nodiscard]] std::vector<ByteRange> pack_units(const std::vector<TextUnit>& units);

}  // namespace smallprint
