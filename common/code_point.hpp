/// Code points of UTF-8 text: reading, writing and what kind of character one is.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace smallprint {

struct CodePoint {
  char32_t value = 0;
  std::size_t size = 0;  ///< bytes it takes; 0 only at the end of the text
  bool valid = true;     ///< false when it stands for bytes that are not UTF-8
};

/// The code point at the beginning of `text`. `text` is valid UTF-8; where it is not, the result is
/// U+FFFD with the length of the longest beginning of a sequence (Unicode 15, section 3.9, table
/// 3-7: "maximal subpart"), as Python's errors="replace" does.
[[nodiscard]] CodePoint first_code_point(std::string_view text);

/// Cost: linear, ASCII at eight bytes a step.
[[nodiscard]] bool is_utf8(std::string_view text);

/// `value` must be no surrogate and at most U+10FFFF.
void append_code_point(std::string& text, char32_t value);

/// Letters of any script (Unicode general category L*).
[[nodiscard]] bool is_letter(char32_t value);
[[nodiscard]] bool is_upper_case(char32_t value);
[[nodiscard]] bool is_lower_case(char32_t value);

/// True when `text` holds a letter or a digit (categories L* and N*).
[[nodiscard]] bool has_alphanumeric(std::string_view text);

/// The longest beginning of `text` (valid UTF-8) of at most `max_bytes` bytes that cuts no
/// character.
[[nodiscard]] std::string_view utf8_prefix(std::string_view text, std::size_t max_bytes);

}  // namespace smallprint
