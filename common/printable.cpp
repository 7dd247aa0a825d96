#include "common/printable.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include <fmt/format.h>

#include "common/code_point.hpp"

namespace smallprint {

namespace {

enum class LineFeeds { kEscaped, kKept };

bool in_range(char32_t code_point, char32_t first, char32_t last) {
  return code_point >= first && code_point <= last;
}

bool is_control_beyond_ascii(char32_t code_point) {
  return in_range(code_point, 0x80, 0x9F) || in_range(code_point, 0x200E, 0x200F) ||
         in_range(code_point, 0x2028, 0x202E) || in_range(code_point, 0x2066, 0x2069);
}

// Appends the character at the beginning of `bytes`, escaped unless it is harmless. Returns its
// length in `bytes`.
std::size_t append_character(std::string_view bytes, std::string& line) {
  const CodePoint next = first_code_point(bytes);
  if (!next.valid || next.size == 1) {  // not UTF-8, or one of C0 and DEL
    line += fmt::format("\\x{:02X}", static_cast<std::uint8_t>(bytes.front()));
    return 1;
  }
  if (is_control_beyond_ascii(next.value)) {
    line += fmt::format("\\u{{{:04X}}}", static_cast<std::uint32_t>(next.value));
  } else {
    line.append(bytes.substr(0, next.size));
  }
  return next.size;
}

std::string escape(std::string_view bytes, LineFeeds line_feeds) {
  const auto is_plain = [&](char byte) {
    return (byte >= 0x20 && byte < 0x7F) || (byte == '\n' && line_feeds == LineFeeds::kKept);
  };
  std::string line;
  line.reserve(bytes.size());
  while (!bytes.empty()) {
    const auto* const plain_end = std::find_if_not(bytes.begin(), bytes.end(), is_plain);
    const auto plain_bytes = static_cast<std::size_t>(plain_end - bytes.begin());
    line.append(bytes.substr(0, plain_bytes));
    bytes.remove_prefix(plain_bytes);
    if (!bytes.empty()) {
      bytes.remove_prefix(append_character(bytes, line));
    }
  }
  return line;
}

}  // namespace

std::string printable(std::string_view bytes) {
  return escape(bytes, LineFeeds::kEscaped);
}

std::string printable_text(std::string_view bytes) {
  return escape(bytes, LineFeeds::kKept);
}

}  // namespace smallprint
