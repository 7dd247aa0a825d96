/// How rows of schemas/normalisation.hpp name words: a word, or its beginning followed by `*`.
#pragma once

#include <string_view>

namespace smallprint {

/// `pattern` without the `*`.
[[nodiscard]] constexpr std::string_view literal_part(std::string_view pattern) {
  return pattern.ends_with('*') ? pattern.substr(0, pattern.size() - 1) : pattern;
}

/// Rows are searched one after the other, so what begins otherwise is told by its first letter.
[[nodiscard]] constexpr bool matches(std::string_view word, std::string_view pattern) {
  if (word.empty() || word.front() != pattern.front()) {
    return false;
  }
  return pattern.ends_with('*') ? word.starts_with(literal_part(pattern)) : word == pattern;
}

}  // namespace smallprint
