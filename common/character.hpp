/// What a character is to the tokenizer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace smallprint {

enum class CharacterKind : std::uint8_t {
  kLetter,
  kDigit,
  kMark,        ///< belongs to the letter before it
  kInvisible,   ///< no break inside a word: soft hyphen, zero-width characters, marks of direction
  kApostrophe,  ///< also the curly ones, accents and primes used for it
  kHyphen,      ///< also the en dash and the minus sign: "e–mail"
  kSpace,
  kOther
};

/// The character at the beginning of `text`, which is not empty. A byte that is not UTF-8 is a
/// character of its own, kOther.
struct Character {
  std::int32_t code_point = 0;
  std::size_t length = 1;  ///< in bytes, at least 1
  CharacterKind kind = CharacterKind::kOther;
};

[[nodiscard]] Character read_character(std::string_view text);

/// Letters are the Unicode letters and letter numbers, digits the decimal digits. Superscript
/// digits are neither: they are footnote marks on words (`cookies²`).
[[nodiscard]] CharacterKind character_kind(std::int32_t code_point);

}  // namespace smallprint
