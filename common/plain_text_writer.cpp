#include "common/plain_text_writer.hpp"

#include <array>
#include <string>

#include "common/code_point.hpp"
#include "common/html_entity.hpp"
#include "common/markdown_source.hpp"
#include "common/word_scan.hpp"

namespace smallprint {
namespace {

enum class ByteKind : unsigned char {
  kVisible,  // also every byte of a character that needs no second look
  kSpace,    // white space and control bytes
  kBadByte,
  kBadTail,
  kLead  // begins a character that may be a space, invisible or a C1 control
};

constexpr std::array<ByteKind, 256> make_byte_kinds() {
  std::array<ByteKind, 256> kinds{};
  for (std::size_t byte = 0; byte <= 0x20; ++byte) {
    kinds[byte] = ByteKind::kSpace;
  }
  kinds[0x7F] = ByteKind::kSpace;
  kinds[static_cast<unsigned char>(kBadSequenceByte)] = ByteKind::kBadByte;
  kinds[static_cast<unsigned char>(kBadSequenceTail)] = ByteKind::kBadTail;
  // U+0080-00AD; U+1680; U+2000-206F; U+3000; U+FEFF. See kind_of().
  for (const unsigned byte : {0xC2U, 0xE1U, 0xE2U, 0xE3U, 0xEFU}) {
    kinds[byte] = ByteKind::kLead;
  }
  return kinds;
}

constexpr std::array<ByteKind, 256> kByteKinds = make_byte_kinds();

ByteKind byte_kind(char byte) {
  return kByteKinds[static_cast<unsigned char>(byte)];
}

enum class CharacterKind { kVisible, kSpace, kInvisible, kC1Control };

CharacterKind kind_of(char32_t value) {
  if (value >= 0x80 && value <= 0x9F) {
    return CharacterKind::kC1Control;
  }
  const bool is_space = value <= 0x20 || value == 0x7F || value == 0xA0 || value == 0x1680 ||
                        (value >= 0x2000 && value <= 0x200A) || value == 0x2028 ||
                        value == 0x2029 || value == 0x202F || value == 0x205F || value == 0x3000;
  if (is_space) {
    return CharacterKind::kSpace;
  }
  // Soft hyphen, zero-width characters, direction marks and isolates, byte order mark.
  const bool is_invisible = value == 0xAD || (value >= 0x200B && value <= 0x200F) ||
                            (value >= 0x202A && value <= 0x202E) ||
                            (value >= 0x2060 && value <= 0x206F) || value == 0xFEFF;
  return is_invisible ? CharacterKind::kInvisible : CharacterKind::kVisible;
}

/// Letters and digits, and any byte of a character beyond ASCII.
bool is_word_byte(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9') || static_cast<unsigned char>(byte) >= 0x80;
}

}  // namespace

void PlainTextWriter::begin_block(std::string_view separator) {
  separator_ = separator;
  start_ = text_.size();
  block_begin_ = start_;
  words_ = 0;
  space_is_due_ = false;
  link_edge_ = false;
}

void PlainTextWriter::clear_block() {
  text_.truncate(start_);
  begin_block(separator_);
}

// Writes what is due before a visible character at source offset `next`. A space is copied where
// one stands beside the text before or behind it, which keeps the cuts few.
void PlainTextWriter::append_due_separators(std::uint32_t next) {
  if (block_is_empty()) {
    if (start_ != 0 && block_begin_ == start_) {
      text_.append_literal({next, next}, separator_);
      block_begin_ = text_.size();
    }
    words_ = 1;
  } else if (space_is_due_ ||
             (link_edge_ && is_word_byte(text_.text().back()) && is_word_byte(source_[next]))) {
    const std::uint32_t last = text_.source_end();
    if (last < next && source_[last] == ' ') {
      text_.append_copy({last, last + 1}, " ");
    } else if (last < next && source_[next - 1] == ' ') {
      text_.append_copy({next - 1, next}, " ");
    } else {
      text_.append_literal({last, last}, " ");
    }
    ++words_;
  }
  space_is_due_ = false;
  link_edge_ = false;
}

bool PlainTextWriter::append(ByteRange source) {
  const std::uint32_t size_before = text_.size();
  std::uint32_t at = source.begin;
  while (at < source.end) {
    switch (byte_kind(source_[at])) {
      case ByteKind::kSpace:
        space_is_due_ = true;
        ++at;
        break;
      case ByteKind::kBadTail:
        ++at;
        break;
      case ByteKind::kBadByte:
        append_decoded({at, at + 1}, 0xFFFD);
        ++at;
        break;
      case ByteKind::kLead: {
        const CodePoint next = first_code_point(source_.substr(at, source.end - at));
        const auto size = static_cast<std::uint32_t>(next.size);
        append_other(at, size, next.value);
        at += size;
        break;
      }
      case ByteKind::kVisible:
        at = append_visible(at, source.end);
        break;
    }
  }
  return text_.size() > size_before;
}

// The hot loop: as many bytes as can be copied in one go, single spaces between words included.
// Returns where it stopped.
std::uint32_t PlainTextWriter::append_visible(std::uint32_t begin, std::uint32_t end) {
  append_due_separators(begin);
  std::uint32_t at = begin + 1;
  while (at < end) {
    at = skip_printable_words(at, end);
    if (at == end) {
      break;
    }
    if (byte_kind(source_[at]) == ByteKind::kVisible) {
      ++at;
    } else if (source_[at] == ' ' && at + 1 < end &&
               byte_kind(source_[at + 1]) == ByteKind::kVisible) {
      at += 2;
      ++words_;
    } else {
      break;
    }
  }
  text_.append_copy({begin, at}, source_.substr(begin, at - begin));
  return at;
}

// Eight bytes at a time: printable ASCII with spaces that stand alone, the last before something
// visible.
std::uint32_t PlainTextWriter::skip_printable_words(std::uint32_t at, std::uint32_t end) {
  while (at + 8 <= end) {
    const std::uint64_t word = load_eight_bytes(source_.data() + at);
    const std::uint64_t odd = word | byte_mask::below(word, 0x20) | (word + byte_mask::repeat(1));
    const std::uint64_t spaces = byte_mask::below(word, 0x21);
    const bool is_plain = (odd & byte_mask::kHighBits) == 0 && (spaces & (spaces << 8U)) == 0;
    const bool ends_in_space = source_[at + 7] == ' ';
    if (!is_plain ||
        (ends_in_space && (at + 8 == end || byte_kind(source_[at + 8]) != ByteKind::kVisible))) {
      break;
    }
    words_ += byte_mask::count(spaces);
    at += 8;
  }
  return at;
}

void PlainTextWriter::append_other(std::uint32_t at, std::uint32_t size, char32_t value) {
  switch (kind_of(value)) {
    case CharacterKind::kVisible:
      append_due_separators(at);
      text_.append_copy({at, at + size}, source_.substr(at, size));
      break;
    case CharacterKind::kSpace:
      space_is_due_ = true;
      break;
    case CharacterKind::kInvisible:
      break;
    case CharacterKind::kC1Control:
      append_decoded({at, at + size}, windows_1252(value));
      break;
  }
}

void PlainTextWriter::append_decoded(ByteRange source, char32_t value) {
  switch (kind_of(value)) {
    case CharacterKind::kSpace:
      space_is_due_ = true;
      return;
    case CharacterKind::kInvisible:
      return;
    case CharacterKind::kVisible:
    case CharacterKind::kC1Control:
      break;
  }
  append_due_separators(source.begin);
  std::string literal;
  append_code_point(literal, value);
  text_.append_literal(source, literal);
}

bool PlainTextWriter::append_entity(ByteRange source) {
  const std::string_view written = source_.substr(source.begin, source.size());
  const std::string decoded = decode_entity(written);
  if (decoded == written) {
    return append(source);
  }
  const std::uint32_t size_before = text_.size();
  append_decoded(source, first_code_point(decoded).value);
  return text_.size() > size_before;
}

}  // namespace smallprint
