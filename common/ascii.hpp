/// Case of ASCII letters, whatever the locale. Every other byte stays as it is.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace smallprint {

[[nodiscard]] constexpr char ascii_lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

[[nodiscard]] inline std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& letter : lower) {
    letter = ascii_lower(letter);
  }
  return lower;
}

[[nodiscard]] inline std::string ascii_upper(std::string_view text) {
  std::string upper(text);
  for (char& letter : upper) {
    letter = letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
  }
  return upper;
}

/// `lower_case` holds no capitals; `text` may.
[[nodiscard]] constexpr bool equals_ignoring_case(std::string_view text,
                                                  std::string_view lower_case) {
  return std::equal(
      text.begin(), text.end(), lower_case.begin(), lower_case.end(), [](char have, char want) {
        return ascii_lower(have) == want;
      });
}

}  // namespace smallprint
