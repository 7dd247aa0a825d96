#include "common/unicode_fold.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include <utf8proc.h>

#include "common/ascii.hpp"
#include "common/character.hpp"

namespace smallprint {

namespace {

using CodePoints = std::vector<utf8proc_int32_t>;

// Bytes of a word that are looked at: enough for kMaxWordBytes of letters with a soft hyphen and a
// few marks on each, little enough to bound the work on a hostile one.
constexpr std::size_t kMaxRawBytes = 512;

// From the end of Latin Extended-B on, letters are of other scripts; the Latin Extended Additional
// block decomposes into the letters below.
constexpr utf8proc_int32_t kEndOfLatin = 0x250;

struct LatinLetter {
  utf8proc_int32_t letter;
  std::string_view plain;
};

// Latin letters whose stroke or ligature is no diacritic to Unicode.
constexpr std::array<LatinLetter, 9> kLatinLetters{{
    {0x00E6, "ae"},
    {0x00F0, "d"},
    {0x00F8, "o"},
    {0x00FE, "th"},
    {0x0111, "d"},
    {0x0127, "h"},
    {0x0131, "i"},
    {0x0142, "l"},
    {0x0153, "oe"},
}};

std::string_view cut_at_character(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) {
    return text;
  }
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) {
    --bytes;
  }
  return text.substr(0, bytes);
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char byte) { return static_cast<signed char>(byte) >= 0; });
}

FoldedWord fold_ascii(std::string_view word) {
  std::string folded(word.substr(0, kMaxWordBytes));
  for (char& letter : folded) {
    letter = letter == '`' ? '\'' : ascii_lower(letter);
  }
  return {.written = folded, .plain = folded};
}

// What stays of a code point: itself, an apostrophe, or nothing.
std::optional<utf8proc_int32_t> kept(utf8proc_int32_t code_point) {
  switch (character_kind(code_point)) {
    case CharacterKind::kLetter:
    case CharacterKind::kDigit:
    case CharacterKind::kMark:
      return code_point;
    case CharacterKind::kApostrophe:
      return '\'';
    default:
      return code_point == '.' ? std::optional<utf8proc_int32_t>('.') : std::nullopt;
  }
}

// Case folded and decomposed, one character after the other, marks put in order.
CodePoints decompose(std::string_view word) {
  constexpr auto kOptions = static_cast<utf8proc_option_t>(UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE |
                                                           UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
  std::string valid;
  while (!word.empty()) {
    const Character character = read_character(word);
    // Apostrophes first: decomposition makes an acute accent a space with a mark.
    if (character.kind == CharacterKind::kApostrophe) {
      valid += '\'';
    } else if (kept(character.code_point)) {
      valid += word.substr(0, character.length);
    }
    word.remove_prefix(character.length);
  }

  CodePoints code_points(valid.size() + 1);
  const auto decompose_into = [&] {
    return utf8proc_decompose(reinterpret_cast<const std::uint8_t*>(valid.data()),
                              static_cast<utf8proc_ssize_t>(valid.size()),
                              code_points.data(),
                              static_cast<utf8proc_ssize_t>(code_points.size()),
                              kOptions);
  };
  auto length = decompose_into();
  if (length > static_cast<utf8proc_ssize_t>(code_points.size())) {
    code_points.resize(static_cast<std::size_t>(length));
    length = decompose_into();
  }
  code_points.resize(static_cast<std::size_t>(std::max<utf8proc_ssize_t>(length, 0)));
  return code_points;
}

CodePoints without_latin_marks(const CodePoints& decomposed) {
  CodePoints plain;
  bool after_latin = false;
  for (const utf8proc_int32_t code_point : decomposed) {
    const bool is_mark = character_kind(code_point) == CharacterKind::kMark;
    if (is_mark && after_latin) {
      continue;
    }
    if (!is_mark) {
      after_latin = code_point < kEndOfLatin;
    }
    const auto* const letter = std::ranges::find(kLatinLetters, code_point, &LatinLetter::letter);
    if (letter == kLatinLetters.end()) {
      plain.push_back(code_point);
    } else {
      plain.insert(plain.end(), letter->plain.begin(), letter->plain.end());
    }
  }
  return plain;
}

std::string compose(CodePoints code_points) {
  const auto length = utf8proc_normalize_utf32(
      code_points.data(), static_cast<utf8proc_ssize_t>(code_points.size()), UTF8PROC_COMPOSE);
  code_points.resize(static_cast<std::size_t>(std::max<utf8proc_ssize_t>(length, 0)));
  std::string text;
  for (const utf8proc_int32_t code_point : code_points) {
    std::array<std::uint8_t, 4> bytes{};
    const auto count = utf8proc_encode_char(code_point, bytes.data());
    text.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(count));
  }
  text.resize(cut_at_character(text, kMaxWordBytes).size());
  return text;
}

}  // namespace

FoldedWord fold_word(std::string_view word) {
  word = cut_at_character(word, kMaxRawBytes);
  if (is_ascii(word)) {
    return fold_ascii(word);
  }
  CodePoints decomposed = decompose(word);
  // Some letters decompose into several words: U+FDFA is a sentence.
  std::erase_if(decomposed, [](utf8proc_int32_t code_point) { return !kept(code_point); });
  CodePoints plain = without_latin_marks(decomposed);
  return {.written = compose(std::move(decomposed)), .plain = compose(std::move(plain))};
}

}  // namespace smallprint
