#include "common/tokenizer.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include "common/ascii.hpp"
#include "common/character.hpp"

namespace smallprint {

namespace {

// What the scanner does at a byte.
enum class ByteClass : std::uint8_t {
  kOther,
  kWord,
  kSpace,
  kLineFeed,
  kHyphen,
  kBar,
  kAt,
  kApostrophe,
  kNotAscii
};

constexpr std::array<ByteClass, 256> make_byte_classes() {
  std::array<ByteClass, 256> classes{};
  for (std::size_t byte = 0; byte < classes.size(); ++byte) {
    if ((byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
        (byte >= 'a' && byte <= 'z')) {
      classes[byte] = ByteClass::kWord;
    } else if (byte == ' ' || (byte >= '\t' && byte <= '\r')) {
      classes[byte] = ByteClass::kSpace;
    } else if (byte >= 0x80) {
      classes[byte] = ByteClass::kNotAscii;
    }
  }
  classes['\n'] = ByteClass::kLineFeed;
  classes['-'] = ByteClass::kHyphen;
  classes['|'] = ByteClass::kBar;
  classes['@'] = ByteClass::kAt;
  classes['\''] = ByteClass::kApostrophe;
  classes['`'] = ByteClass::kApostrophe;
  return classes;
}

constexpr std::array<ByteClass, 256> kByteClasses = make_byte_classes();

// What a word can mean by more than one thing: "device(s)".
constexpr std::array<std::string_view, 3> kPluralTails{{"(s)", "(es)", "(ies)"}};

// Bytes of a mail address before the `@` that are no letters or digits.
constexpr std::string_view kMailPunctuation = "._%+-";

ByteClass class_of(char byte) {
  return kByteClasses[static_cast<unsigned char>(byte)];
}

bool is_ascii_letter(char byte) {
  return ascii_lower(byte) >= 'a' && ascii_lower(byte) <= 'z';
}

Separator combine(Separator before, Separator next) {
  if (before == Separator::kNone || (before == Separator::kSpace && next == Separator::kSpace)) {
    return next;
  }
  const bool breaks = before == Separator::kBreak || next == Separator::kBreak;
  return breaks ? Separator::kBreak : Separator::kOther;
}

// A URL goes on up to white space or what closes a bracket or a quotation. An em dash between words
// has no spaces around it, so it ends a URL too.
bool ends_address(const Character& character) {
  switch (character.code_point) {
    case ')':
    case ']':
    case '}':
    case '>':
    case '<':
    case '"':
    case 0x00BB:  // right guillemet
    case 0x201C:  // double quotation marks
    case 0x201D:
    case 0x203A:  // right single guillemet
    case 0x2014:  // em dash
      return true;
    default:
      return character.kind == CharacterKind::kSpace ||
             character.kind == CharacterKind::kApostrophe;
  }
}

class Scanner {
 public:
  Scanner(std::string_view text, std::vector<RawWord>& words)
      : text_(text), words_(words), first_(words.size()) {}

  void run() {
    while (position_ < text_.size()) {
      step();
    }
  }

 private:
  void step();
  void scan_not_ascii();
  void scan_word(std::size_t begin);
  void scan_at();
  void skip_address();
  bool skip_mail_address();
  void add(std::size_t begin, std::size_t end);

  [[nodiscard]] std::size_t end_of_word(std::size_t position) const;
  [[nodiscard]] std::optional<std::size_t> word_goes_on(std::size_t position) const;
  [[nodiscard]] std::size_t end_of_acronym(std::size_t begin, std::size_t end) const;
  [[nodiscard]] std::size_t plural_tail(std::size_t position) const;
  [[nodiscard]] bool begins_address(std::string_view word) const;
  [[nodiscard]] bool is_mail_domain(std::size_t position) const;
  [[nodiscard]] bool is_word_character(std::size_t position) const;

  [[nodiscard]] bool stands(std::string_view what, std::size_t position) const {
    return text_.substr(position, what.size()) == what;
  }

  [[nodiscard]] Character character(std::size_t position) const {
    return read_character(text_.substr(position));
  }

  void pass(std::size_t bytes, Separator separator) {
    position_ += bytes;
    separator_ = combine(separator_, separator);
  }

  std::string_view text_;
  std::vector<RawWord>& words_;
  std::size_t first_;  // index of the first word of this text
  std::size_t position_ = 0;
  Separator separator_ = Separator::kNone;  // since the last word
};

void Scanner::step() {
  switch (class_of(text_[position_])) {
    case ByteClass::kWord:
      scan_word(position_);
      break;
    case ByteClass::kSpace:
      pass(1, Separator::kSpace);
      break;
    case ByteClass::kLineFeed:
      pass(1, Separator::kBreak);
      break;
    case ByteClass::kHyphen:
      pass(1, Separator::kHyphen);
      break;
    case ByteClass::kBar: {
      const bool is_cell = position_ > 0 && stands(" | ", position_ - 1);
      pass(1, is_cell ? Separator::kBreak : Separator::kOther);
      break;
    }
    case ByteClass::kAt:
      scan_at();
      break;
    case ByteClass::kNotAscii:
      scan_not_ascii();
      break;
    case ByteClass::kApostrophe:
    case ByteClass::kOther:
      pass(1, Separator::kOther);
      break;
  }
}

void Scanner::scan_not_ascii() {
  const Character next = character(position_);
  switch (next.kind) {
    case CharacterKind::kLetter:
    case CharacterKind::kDigit:
      scan_word(position_);
      break;
    case CharacterKind::kSpace:
      pass(next.length, Separator::kSpace);
      break;
    case CharacterKind::kHyphen:
      pass(next.length, Separator::kHyphen);
      break;
    case CharacterKind::kInvisible:
      position_ += next.length;  // separates nothing: "e-\u00ADmail" is "e-mail"
      break;
    default:
      pass(next.length, Separator::kOther);
      break;
  }
}

void Scanner::scan_word(std::size_t begin) {
  const std::size_t end = end_of_word(begin);
  position_ = end_of_acronym(begin, end);
  if (begins_address(text_.substr(begin, end - begin))) {
    skip_address();
    return;
  }
  add(begin, position_);
  position_ += plural_tail(position_);
}

void Scanner::add(std::size_t begin, std::size_t end) {
  words_.push_back({.begin = static_cast<std::uint32_t>(begin),
                    .end = static_cast<std::uint32_t>(end),
                    .before = separator_});
  separator_ = Separator::kNone;
}

std::size_t Scanner::end_of_word(std::size_t position) const {
  for (;;) {
    while (position < text_.size() && class_of(text_[position]) == ByteClass::kWord) {
      ++position;
    }
    const std::optional<std::size_t> next = word_goes_on(position);
    if (!next) {
      return position;
    }
    position = *next;
  }
}

// Where a word that has come to `position` goes on: past a letter, digit or mark outside ASCII, or
// at an ASCII one behind an apostrophe or invisible characters. An apostrophe joins letters only:
// 5'10 is two numbers.
std::optional<std::size_t> Scanner::word_goes_on(std::size_t position) const {
  if (position < text_.size() && class_of(text_[position]) != ByteClass::kApostrophe &&
      class_of(text_[position]) != ByteClass::kNotAscii) {
    return std::nullopt;  // nearly always
  }
  bool after_apostrophe = false;
  while (position < text_.size()) {
    const Character next = character(position);
    switch (next.kind) {
      case CharacterKind::kLetter:
        return position + next.length;
      case CharacterKind::kDigit:
      case CharacterKind::kMark:
        return after_apostrophe ? std::nullopt : std::optional(position + next.length);
      case CharacterKind::kInvisible:
        break;
      case CharacterKind::kApostrophe:
        if (after_apostrophe) {
          return std::nullopt;
        }
        after_apostrophe = true;
        break;
      default:
        return std::nullopt;
    }
    position += next.length;
  }
  return std::nullopt;
}

// "U.S.", "e.g", "S.A.R.L.": single letters with dots between. `text_[begin, end)` is a word.
// "x.y.com" and "2.a.b" are none.
std::size_t Scanner::end_of_acronym(std::size_t begin, std::size_t end) const {
  if (end - begin != 1 || !is_ascii_letter(text_[begin]) ||
      (begin > 0 && text_[begin - 1] == '.')) {
    return end;
  }
  std::size_t last = end;
  while (last + 1 < text_.size() && text_[last] == '.' && is_ascii_letter(text_[last + 1])) {
    if (is_word_character(last + 2)) {
      return end;
    }
    last += 2;
  }
  return last;
}

bool Scanner::is_word_character(std::size_t position) const {
  if (position >= text_.size()) {
    return false;
  }
  const CharacterKind kind = character(position).kind;
  return kind == CharacterKind::kLetter || kind == CharacterKind::kDigit;
}

std::size_t Scanner::plural_tail(std::size_t position) const {
  if (position >= text_.size() || text_[position] != '(') {
    return 0;
  }
  const auto* const tail = std::ranges::find_if(kPluralTails, [&](std::string_view plural) {
    return equals_ignoring_case(text_.substr(position, plural.size()), plural);
  });
  return tail == kPluralTails.end() ? 0 : tail->size();
}

// `word` ends at position_.
bool Scanner::begins_address(std::string_view word) const {
  if (position_ >= text_.size()) {
    return false;
  }
  if (text_[position_] == ':') {
    return stands("://", position_) || equals_ignoring_case(word, "mailto");
  }
  return text_[position_] == '.' && equals_ignoring_case(word, "www") &&
         is_word_character(position_ + 1);
}

void Scanner::skip_address() {
  separator_ = combine(separator_, Separator::kOther);
  while (position_ < text_.size()) {
    const Character next = character(position_);
    if (ends_address(next)) {
      return;
    }
    position_ += next.length;
  }
}

void Scanner::scan_at() {
  if (is_mail_domain(position_ + 1) && skip_mail_address()) {
    return;
  }
  pass(1, Separator::kOther);
}

// `b.c` of `a@b.c`: a run of letters, digits and hyphens, a dot, and more of them.
bool Scanner::is_mail_domain(std::size_t position) const {
  const auto in_label = [](char byte) {
    return class_of(byte) == ByteClass::kWord || class_of(byte) == ByteClass::kNotAscii ||
           byte == '-' || byte == '_';
  };
  const std::string_view domain = text_.substr(position);
  const auto dot =
      static_cast<std::size_t>(std::ranges::find_if_not(domain, in_label) - domain.begin());
  return dot > 0 && dot + 1 < domain.size() && domain[dot] == '.' &&
         class_of(domain[dot + 1]) == ByteClass::kWord;
}

// Takes back the words of the part before the `@`; false when there is none.
bool Scanner::skip_mail_address() {
  const std::size_t at = position_;
  std::size_t begin = at;
  std::size_t left = words_.size();
  for (;;) {
    while (begin > 0 && kMailPunctuation.find(text_[begin - 1]) != std::string_view::npos) {
      --begin;
    }
    if (left == first_ || words_[left - 1].end != begin) {
      break;
    }
    --left;
    begin = words_[left].begin;
    separator_ = combine(words_[left].before, Separator::kOther);
  }
  if (left == words_.size()) {
    return false;
  }
  words_.resize(left);
  skip_address();
  return true;
}

}  // namespace

void split_words(std::string_view text, std::vector<RawWord>& words) {
  Scanner(text, words).run();
}

}  // namespace smallprint
