#include "common/code_point.hpp"

#include <cstdint>
#include <cstring>

#include <utf8proc.h>

namespace smallprint {
namespace {

constexpr CodePoint kReplacement{.value = 0xFFFD, .size = 1, .valid = false};

unsigned char byte_at(std::string_view text, std::size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

struct LeadByte {
  std::size_t size = 0;              // of the whole sequence, 0 when no sequence begins so
  unsigned char second_low = 0x80;   // range of the second byte: excludes overlong forms,
  unsigned char second_high = 0xBF;  // surrogates and what lies beyond U+10FFFF
};

LeadByte lead_byte(unsigned char byte) {
  if (byte >= 0xC2 && byte <= 0xDF) {
    return {.size = 2};
  }
  if (byte >= 0xE0 && byte <= 0xEF) {
    const auto low = static_cast<unsigned char>(byte == 0xE0 ? 0xA0 : 0x80);
    const auto high = static_cast<unsigned char>(byte == 0xED ? 0x9F : 0xBF);
    return {.size = 3, .second_low = low, .second_high = high};
  }
  if (byte >= 0xF0 && byte <= 0xF4) {
    const auto low = static_cast<unsigned char>(byte == 0xF0 ? 0x90 : 0x80);
    const auto high = static_cast<unsigned char>(byte == 0xF4 ? 0x8F : 0xBF);
    return {.size = 4, .second_low = low, .second_high = high};
  }
  return {};
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
  while (length < text.size() && byte_at(text, length) < 0x80) {
    ++length;
  }
  return length;
}

utf8proc_category_t category(char32_t value) {
  return utf8proc_category(static_cast<utf8proc_int32_t>(value));
}

}  // namespace

CodePoint first_code_point(std::string_view text) {
  if (text.empty()) {
    return {};
  }
  const unsigned char first = byte_at(text, 0);
  if (first < 0x80) {
    return {.value = first, .size = 1};
  }
  const LeadByte lead = lead_byte(first);
  const unsigned char second = byte_at(text, 1);
  if (lead.size == 0 || second < lead.second_low || second > lead.second_high) {
    return kReplacement;
  }
  char32_t value = first & (0x7FU >> lead.size);
  value = (value << 6U) | (second & 0x3FU);
  for (std::size_t i = 2; i < lead.size; ++i) {
    const unsigned char next = byte_at(text, i);
    if ((next & 0xC0U) != 0x80U) {
      return {.value = kReplacement.value, .size = i, .valid = false};
    }
    value = (value << 6U) | (next & 0x3FU);
  }
  return {.value = value, .size = lead.size};
}

bool is_utf8(std::string_view text) {
  for (text.remove_prefix(ascii_prefix(text)); !text.empty();
       text.remove_prefix(ascii_prefix(text))) {
    const CodePoint next = first_code_point(text);
    if (!next.valid) {
      return false;
    }
    text.remove_prefix(next.size);
  }
  return true;
}

void append_code_point(std::string& text, char32_t value) {
  const auto trailing = [&](unsigned shift) {
    text.push_back(static_cast<char>(0x80U | ((value >> shift) & 0x3FU)));
  };
  if (value < 0x80) {
    text.push_back(static_cast<char>(value));
  } else if (value < 0x800) {
    text.push_back(static_cast<char>(0xC0U | (value >> 6U)));
    trailing(0);
  } else if (value < 0x10000) {
    text.push_back(static_cast<char>(0xE0U | (value >> 12U)));
    trailing(6);
    trailing(0);
  } else {
    text.push_back(static_cast<char>(0xF0U | (value >> 18U)));
    trailing(12);
    trailing(6);
    trailing(0);
  }
}

bool is_letter(char32_t value) {
  if (value < 0x80) {
    const char32_t lower = value | 0x20U;
    return lower >= U'a' && lower <= U'z';
  }
  const utf8proc_category_t kind = category(value);
  return kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_LO;
}

bool is_upper_case(char32_t value) {
  return value < 0x80 ? (value >= U'A' && value <= U'Z') : category(value) == UTF8PROC_CATEGORY_LU;
}

bool is_lower_case(char32_t value) {
  return value < 0x80 ? (value >= U'a' && value <= U'z') : category(value) == UTF8PROC_CATEGORY_LL;
}

bool has_alphanumeric(std::string_view text) {
  while (!text.empty()) {
    const CodePoint next = first_code_point(text);
    if (next.value < 0x80) {
      if (is_letter(next.value) || (next.value >= U'0' && next.value <= U'9')) {
        return true;
      }
    } else if (const utf8proc_category_t kind = category(next.value);
               kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_NO &&
               (kind <= UTF8PROC_CATEGORY_LO || kind >= UTF8PROC_CATEGORY_ND)) {
      return true;
    }
    text.remove_prefix(next.size);
  }
  return false;
}

std::string_view utf8_prefix(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) {
    return text;
  }
  std::size_t end = max_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
    --end;
  }
  return text.substr(0, end);
}

}  // namespace smallprint
