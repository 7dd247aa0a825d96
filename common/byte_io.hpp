/// Varints and length-prefixed strings: the encoding of every record in the index.
///
/// A varint is LEB128, least significant group first, at most ten bytes. A string is its length as
/// a varint, then its bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "common/error.hpp"

namespace smallprint {

inline void put_varint(std::string& out, std::uint64_t value) {
  while (value >= 0x80) {
    out.push_back(static_cast<char>(value | 0x80));
    value >>= 7;
  }
  out.push_back(static_cast<char>(value));
}

inline void put_string(std::string& out, std::string_view text) {
  put_varint(out, text.size());
  out.append(text);
}

/// Maps small numbers of either sign to small unsigned ones: 0, -1, 1, -2 become 0, 1, 2, 3.
[[nodiscard]] constexpr std::uint64_t zigzag(std::int64_t value) {
  return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}

[[nodiscard]] constexpr std::int64_t unzigzag(std::uint64_t value) {
  return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

/// Reads what the functions above wrote. Every read is checked: running past the end is a damaged
/// index, Error(kIo).
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes)
      : next_(bytes.data()), end_(bytes.data() + bytes.size()) {}

  [[nodiscard]] bool at_end() const { return next_ == end_; }

  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const auto byte = static_cast<unsigned char>(*take(1));
      value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) {
        return value;
      }
    }
    throw damaged();
  }

  std::uint32_t varint32() {
    const std::uint64_t value = varint();
    if (value > UINT32_MAX) {
      throw damaged();
    }
    return static_cast<std::uint32_t>(value);
  }

  std::string_view bytes(std::uint64_t length) {
    const char* const begin = take(length);
    return {begin, static_cast<std::size_t>(length)};
  }

  std::string_view string() { return bytes(varint()); }

  /// Everything not yet read.
  [[nodiscard]] std::string_view rest() const {
    return {next_, static_cast<std::size_t>(end_ - next_)};
  }

 private:
  const char* take(std::uint64_t length) {
    if (length > static_cast<std::uint64_t>(end_ - next_)) {
      throw damaged();
    }
    const char* const begin = next_;
    next_ += length;
    return begin;
  }

  static Error damaged() {
    return {ExitCode::kIo, "a record of the index ends early", kRebuildHint};
  }

  const char* next_;
  const char* end_;
};

}  // namespace smallprint
