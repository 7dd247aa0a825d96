/// Scanning plain text eight bytes at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace smallprint {

/// Each byte of the result is 0x80 where the byte of `word` has the property, else 0.
namespace byte_mask {

inline constexpr std::uint64_t kHighBits = 0x8080808080808080U;

[[nodiscard]] constexpr std::uint64_t repeat(std::uint64_t byte) {
  return byte * 0x0101010101010101U;
}

/// Bytes below `limit`, which is at most 0x80.
[[nodiscard]] constexpr std::uint64_t below(std::uint64_t word, std::uint64_t limit) {
  return ~((word & ~kHighBits) + repeat(0x80U - limit)) & ~word & kHighBits;
}

/// Number of bytes that have the property. (std::popcount is a library call on the oldest x86-64.)
[[nodiscard]] constexpr std::uint32_t count(std::uint64_t mask) {
  return static_cast<std::uint32_t>(((mask >> 7U) * repeat(1)) >> 56U);
}

}  // namespace byte_mask

[[nodiscard]] inline std::uint64_t load_eight_bytes(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

/// Number of words of `text`, whose only white space is single spaces and line feeds between words;
/// 1 for the empty text.
[[nodiscard]] inline std::uint32_t count_words(std::string_view text) {
  std::uint32_t spaces = 0;
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    spaces += byte_mask::count(byte_mask::below(load_eight_bytes(text.data() + at), 0x21));
  }
  for (; at < text.size(); ++at) {
    spaces += text[at] == ' ' || text[at] == '\n' ? 1U : 0U;
  }
  return spaces + 1;
}

}  // namespace smallprint
