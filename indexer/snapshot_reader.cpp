#include "indexer/snapshot_reader.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

#include <utf8proc.h>

#include "common/digest.hpp"

namespace smallprint::indexing {

namespace {

struct Character {
  std::int32_t code_point = 0;
  std::size_t length = 0;  // in bytes; 0 when the bytes are not UTF-8
};

Character first_character(std::string_view text) {
  Character character;
  const auto length = utf8proc_iterate(reinterpret_cast<const std::uint8_t*>(text.data()),
                                       static_cast<utf8proc_ssize_t>(text.size()),
                                       &character.code_point);
  character.length = length < 1 ? 0 : static_cast<std::size_t>(length);
  return character;
}

// Number of ASCII bytes that `text` begins with, eight at a time.
std::size_t ascii_prefix(std::string_view text) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080U;
  std::size_t length = 0;
  while (length + sizeof(std::uint64_t) <= text.size()) {
    std::uint64_t eight_bytes = 0;
    std::memcpy(&eight_bytes, text.data() + length, sizeof eight_bytes);
    if ((eight_bytes & kHighBits) != 0) {
      break;
    }
    length += sizeof eight_bytes;
  }
  while (length < text.size() && static_cast<std::uint8_t>(text[length]) < 0x80) {
    ++length;
  }
  return length;
}

bool is_utf8(std::string_view text) {
  text.remove_prefix(ascii_prefix(text));
  while (!text.empty()) {
    const Character character = first_character(text);
    if (character.length == 0) {
      return false;
    }
    text.remove_prefix(character.length);
    text.remove_prefix(ascii_prefix(text));
  }
  return true;
}

bool is_blank(std::int32_t code_point) {
  constexpr std::int32_t kZeroWidthSpace = 0x200B;
  constexpr std::int32_t kByteOrderMark = 0xFEFF;
  switch (utf8proc_category(code_point)) {
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_CC:
      return true;
    default:
      return code_point == kZeroWidthSpace || code_point == kByteOrderMark;
  }
}

// Ends at the first character that is not white space: within a few bytes in an ordinary body.
bool is_blank_text(std::string_view text) {
  while (!text.empty()) {
    const Character character = first_character(text);
    if (character.length == 0 || !is_blank(character.code_point)) {
      return false;
    }
    text.remove_prefix(character.length);
  }
  return true;
}

// True when a line of `text` is over kLongLineBytes. `is_long` judges such a line once more.
template <typename IsLong>
bool any_long_line(std::string_view text, char line_end, IsLong is_long) {
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find(line_end));
    if (line.size() > kLongLineBytes && is_long(line)) {
      return true;
    }
    text.remove_prefix(std::min(text.size(), line.size() + 1));
  }
  return false;
}

// Lines end with LF, CRLF or CR. A search for LF alone is fast, and enough for nearly every file.
bool has_long_line(std::string_view text) {
  return any_long_line(text, '\n', [](std::string_view line) {
    return any_long_line(line, '\r', [](std::string_view) { return true; });
  });
}

void add_body_warnings(std::string_view body, std::vector<Warning>& warnings) {
  if (!is_utf8(body)) {
    warnings.push_back(Warning::kInvalidUtf8);
  }
  if (body.find('\0') != std::string_view::npos) {
    warnings.push_back(Warning::kNulBytes);
  }
  if (has_long_line(body)) {
    warnings.push_back(Warning::kLongLine);
  }
}

}  // namespace

std::variant<SnapshotRecord, Refusal> read_snapshot(std::string_view bytes) {
  auto parsed = parse_snapshot_header(bytes);
  if (auto* const refusal = std::get_if<Refusal>(&parsed)) {
    return std::move(*refusal);
  }
  SnapshotRecord record;
  record.header = std::get<SnapshotHeader>(std::move(parsed));
  const std::string_view body = bytes.substr(record.header.body_begin);
  if (is_blank_text(body)) {
    return Refusal{Rejection::kEmptyBody, "there is no text below the header line"};
  }
  add_body_warnings(body, record.header.warnings);
  record.body_digest = digest(body);
  return record;
}

}  // namespace smallprint::indexing
