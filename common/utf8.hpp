/// UTF-8 arithmetic.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace smallprint {

/// Number of code points: every byte that does not continue one. In bytes that are not UTF-8 each
/// stray byte that begins nothing counts as one.
[[nodiscard]] inline std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
  }));
}

}  // namespace smallprint
