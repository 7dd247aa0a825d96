/// Text to written words: where they stand and what stands between them.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace smallprint {

/// What stands between a word and the one before it.
enum class Separator : std::uint8_t {
  kNone,    ///< nothing: it begins the text, or follows a plural ending in brackets
  kSpace,   ///< white space alone
  kHyphen,  ///< one hyphen or dash alone
  kOther,   ///< anything else: punctuation, an address
  kBreak    ///< a line feed or " | " among it: two blocks of a text
};

/// A written word as it stands in the text: text[begin, end). It begins and ends with a letter, a
/// digit or a mark on one; apostrophes, invisible characters and the dots of `U.S.` may be inside.
struct RawWord {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  Separator before = Separator::kNone;

  friend bool operator==(const RawWord&, const RawWord&) = default;
};

/// Appends the words of `text`, any bytes, under 4 GiB. What is not UTF-8 separates.
///
///     third-party              third | party        photodex.com      photodex | com
///     don't, o’reilly          one word each        U.S., e.g.        one word each, last dot out
///     device(s), company(ies)  device | company     cookies²          cookies
///     http://a.b/c, www.a.b/c, mailto:a@b.c, a@b.c  nothing, up to white space or a closing
///                                                   bracket or quotation mark
///
/// Cost: linear, also on hostile input; ASCII takes a path of its own.
void split_words(std::string_view text, std::vector<RawWord>& words);

}  // namespace smallprint
