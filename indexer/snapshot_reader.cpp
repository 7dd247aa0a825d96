#include "indexer/snapshot_reader.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <utf8proc.h>

#include "common/code_point.hpp"
#include "common/digest.hpp"

namespace smallprint::indexing {

namespace {

bool is_blank(char32_t code_point) {
  constexpr char32_t kZeroWidthSpace = 0x200B;
  constexpr char32_t kByteOrderMark = 0xFEFF;
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(code_point))) {
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
    const CodePoint next = first_code_point(text);
    if (!is_blank(next.value)) {  // what is not UTF-8 is text
      return false;
    }
    text.remove_prefix(next.size);
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

std::variant<SnapshotRecord, Refusal> read_body(SnapshotHeader header,
                                                std::string_view body,
                                                std::string_view blank_detail) {
  if (is_blank_text(body)) {
    return Refusal{Rejection::kEmptyBody, std::string(blank_detail)};
  }
  SnapshotRecord record;
  record.header = std::move(header);
  add_body_warnings(body, record.header.warnings);
  record.body_digest = digest(body);
  return record;
}

}  // namespace

std::variant<SnapshotRecord, Refusal> read_snapshot(std::string_view bytes) {
  auto parsed = parse_snapshot_header(bytes);
  if (auto* const refusal = std::get_if<Refusal>(&parsed)) {
    return std::move(*refusal);
  }
  auto& header = std::get<SnapshotHeader>(parsed);
  const std::string_view body = bytes.substr(header.body_begin);
  return read_body(std::move(header), body, "there is no text below the header line");
}

std::variant<SnapshotRecord, Refusal> read_plain_snapshot(std::string_view bytes) {
  auto parsed = parse_snapshot_header(bytes);  // knows what is binary
  auto* const refusal = std::get_if<Refusal>(&parsed);
  if (refusal != nullptr && refusal->reason == Rejection::kBinary) {
    return std::move(*refusal);
  }
  return read_body({}, bytes, "there is no text in it");
}

}  // namespace smallprint::indexing
