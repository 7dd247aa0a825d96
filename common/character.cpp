#include "common/character.hpp"

#include <utf8proc.h>

#include "common/code_point.hpp"

namespace smallprint {

namespace {

// Before the Unicode categories, which say otherwise of some: U+02BC is a letter there, U+FEFF and
// the hyphens are not what they look like.
CharacterKind kind_by_category(std::int32_t code_point) {
  switch (utf8proc_category(code_point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL:
      return CharacterKind::kLetter;
    case UTF8PROC_CATEGORY_ND:
      return CharacterKind::kDigit;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
      return CharacterKind::kMark;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return CharacterKind::kSpace;
    case UTF8PROC_CATEGORY_CF:
      return CharacterKind::kInvisible;
    default:
      return CharacterKind::kOther;
  }
}

CharacterKind ascii_kind(std::int32_t character) {
  if ((character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')) {
    return CharacterKind::kLetter;
  }
  if (character >= '0' && character <= '9') {
    return CharacterKind::kDigit;
  }
  switch (character) {
    case '\'':
    case '`':
      return CharacterKind::kApostrophe;
    case '-':
      return CharacterKind::kHyphen;
    case ' ':
    case '\t':
    case '\n':
    case '\v':
    case '\f':
    case '\r':
      return CharacterKind::kSpace;
    default:
      return CharacterKind::kOther;
  }
}

}  // namespace

CharacterKind character_kind(std::int32_t code_point) {
  if (code_point < 0x80) {
    return ascii_kind(code_point);
  }
  switch (code_point) {
    case 0x00B4:  // acute accent
    case 0x02B9:  // modifier letter prime
    case 0x02BB:  // modifier letter turned comma
    case 0x02BC:  // modifier letter apostrophe
    case 0x2018:  // single quotation marks
    case 0x2019:
    case 0x201B:
    case 0x2032:  // prime
    case 0xFF07:  // fullwidth apostrophe
      return CharacterKind::kApostrophe;
    case 0x2010:  // hyphen
    case 0x2011:  // non-breaking hyphen
    case 0x2012:  // figure dash
    case 0x2013:  // en dash
    case 0x2212:  // minus sign
      return CharacterKind::kHyphen;
    default:
      return kind_by_category(code_point);
  }
}

Character read_character(std::string_view text) {
  const CodePoint next = first_code_point(text);
  if (!next.valid) {
    return {};
  }
  const auto code_point = static_cast<std::int32_t>(next.value);
  return {.code_point = code_point, .length = next.size, .kind = character_kind(code_point)};
}

}  // namespace smallprint
