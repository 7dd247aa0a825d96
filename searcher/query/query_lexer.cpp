#include "searcher/query/query_lexer.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <system_error>

#include <fmt/format.h>
#include <utf8proc.h>

#include "common/code_point.hpp"
#include "searcher/query/query.hpp"
#include "searcher/query/query_error.hpp"

namespace smallprint::searching {

namespace {

constexpr std::string_view kNearName = "NEAR";
constexpr std::string_view kExactName = "exact";

bool is_white_space(char32_t code_point) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(code_point))) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return true;
    default:
      return false;
  }
}

/// `query` with white space and controls as spaces, every other byte in its place, so that the rest
/// of the parser knows one kind of white space. Fails at the first byte that is not UTF-8.
std::string with_plain_spaces(std::string_view query) {
  std::string text(query);
  for (std::size_t begin = 0; begin < query.size();) {
    const CodePoint next = first_code_point(query.substr(begin));
    if (!next.valid) {
      fail_query(query, begin, fmt::format("byte {} of the query is not UTF-8", begin + 1));
    }
    if (is_white_space(next.value)) {
      std::fill_n(text.begin() + static_cast<std::ptrdiff_t>(begin), next.size, ' ');
    }
    begin += next.size;
  }
  return text;
}

/// Bytes of the quotation mark at `position`, 0 when there is none. Word processors write the curly
/// ones; an opening one may close and the other way round.
std::size_t quote_width(std::string_view text, std::size_t position) {
  if (text[position] == '"') {
    return 1;
  }
  const std::string_view three = text.substr(position, 3);
  return three == "\u201C" || three == "\u201D" || three == "\u201E" ? three.size() : 0;
}

bool ends_word(std::string_view text, std::size_t position) {
  const char byte = text[position];
  return byte == ' ' || byte == '(' || byte == ')' || quote_width(text, position) > 0;
}

bool is_name_character(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '-';
}

std::string field_names() {
  std::string names;
  for (const Field& entry : kFields) {
    names.append(names.empty() ? "" : ", ").append(entry.name);
  }
  return names;
}

class Lexer {
 public:
  explicit Lexer(std::string_view query) : query_(query), text_(with_plain_spaces(query)) {}

  LexedQuery run() {
    for (skip_spaces(); position_ < text_.size(); skip_spaces()) {
      lex_one();
    }
    add({.kind = LexemeKind::kEnd,
         .column = text_.size(),
         .begin = text_.size(),
         .end = text_.size()});
    return {.text = std::move(text_), .lexemes = std::move(lexemes_)};
  }

 private:
  void skip_spaces() {
    while (position_ < text_.size() && text_[position_] == ' ') {
      ++position_;
    }
  }

  void add(const Lexeme& lexeme) { lexemes_.push_back(lexeme); }

  void add_mark(LexemeKind kind) {
    add({.kind = kind, .column = position_, .begin = position_, .end = position_ + 1});
    ++position_;
  }

  void lex_one() {
    const char byte = text_[position_];
    if (byte == '(') {
      add_mark(LexemeKind::kOpen);
    } else if (byte == ')') {
      add_mark(LexemeKind::kClose);
    } else if (stands_as_sign()) {
      add_mark(byte == '+' ? LexemeKind::kPlus : LexemeKind::kMinus);
    } else if (quote_width(text_, position_) > 0) {
      lex_quotation({.kind = LexemeKind::kPhrase, .column = position_});
    } else if (!lex_named_value()) {
      lex_word();
    }
  }

  /// A sign opens a word and touches it: `opt-out`, ` - ` and `--limit` hold none.
  [[nodiscard]] bool stands_as_sign() const {
    const auto is_sign = [](char byte) { return byte == '+' || byte == '-'; };
    if (!is_sign(text_[position_])) {
      return false;
    }
    if (position_ > 0 && text_[position_ - 1] != ' ' && text_[position_ - 1] != '(') {
      return false;
    }
    const std::size_t next = position_ + 1;
    return next < text_.size() && text_[next] != ' ' && text_[next] != ')' && !is_sign(text_[next]);
  }

  [[nodiscard]] std::size_t end_of_word(std::size_t position) const {
    while (position < text_.size() && !ends_word(text_, position)) {
      ++position;
    }
    return position;
  }

  [[nodiscard]] std::string_view slice(std::size_t begin, std::size_t end) const {
    return std::string_view(text_).substr(begin, end - begin);
  }

  /// Fills in the range of `lexeme` from the quotation at the current position.
  void lex_quotation(Lexeme lexeme) {
    const std::size_t quote = position_;
    lexeme.begin = quote + quote_width(text_, quote);
    lexeme.end = lexeme.begin;
    while (lexeme.end < text_.size() && quote_width(text_, lexeme.end) == 0) {
      ++lexeme.end;
    }
    if (lexeme.end == text_.size()) {
      fail_query(query_, quote, "unclosed quote");
    }
    position_ = lexeme.end + quote_width(text_, lexeme.end);
    add(lexeme);
  }

  /// `name:value`, when the name looks like one and the value touches it. `http:` is text.
  bool lex_named_value() {
    std::size_t colon = position_;
    while (colon < text_.size() && is_name_character(text_[colon])) {
      ++colon;
    }
    if (colon == position_ || colon == text_.size() || text_[colon] != ':') {
      return false;
    }
    const std::string_view name = slice(position_, colon);
    const std::size_t value = colon + 1;
    const std::optional<FieldId> field = find_field(name);
    if (name != kExactName && !field) {
      const bool has_value = value < text_.size() && text_[value] != ' ' && text_[value] != ')';
      if (!has_value || name == "http" || name == "https") {
        return false;
      }
      fail_query(query_,
                 position_,
                 fmt::format("unknown field '{}:'; the fields are {}", name, field_names()),
                 "quote the text to search for it as it is");
    }
    lex_value({.kind = field ? LexemeKind::kField : LexemeKind::kExact,
               .column = position_,
               .begin = value,
               .end = end_of_word(value),
               .field = field.value_or(FieldId::kSite)},
              name);
    return true;
  }

  void lex_value(const Lexeme& lexeme, std::string_view name) {
    position_ = lexeme.begin;
    if (position_ < text_.size() && quote_width(text_, position_) > 0) {
      lex_quotation(lexeme);
    } else {
      const std::size_t star = text_.find('*', lexeme.begin);
      if (star < lexeme.end) {
        fail_query(query_, star, fmt::format("'{}:' takes no wildcard", name));
      }
      position_ = lexeme.end;
      add(lexeme);
    }
    const Lexeme& added = lexemes_.back();
    if (slice(added.begin, added.end).find_first_not_of(' ') == std::string_view::npos) {
      fail_query(query_,
                 added.begin,
                 fmt::format("'{}:' needs a word or a quotation right behind the colon", name));
    }
  }

  void lex_word() {
    const std::size_t begin = position_;
    const std::size_t end = end_of_word(begin);
    const std::string_view word = slice(begin, end);
    Lexeme lexeme{.kind = LexemeKind::kWord, .column = begin, .begin = begin, .end = end};
    if (word == "AND") {
      lexeme.kind = LexemeKind::kAnd;
    } else if (word == "OR") {
      lexeme.kind = LexemeKind::kOr;
    } else if (word == "NOT") {
      lexeme.kind = LexemeKind::kNot;
    } else if (word == kNearName || word.starts_with("NEAR/")) {
      lexeme.kind = LexemeKind::kNear;
      lexeme.distance = near_distance(word);
    } else if (const std::size_t star = word.find('*'); star != std::string_view::npos) {
      if (star + 1 < word.size()) {
        fail_query(query_, begin + star, "a wildcard can only stand at the end of a word");
      }
      lexeme.kind = LexemeKind::kWildcard;
      --lexeme.end;
    }
    position_ = end;
    add(lexeme);
  }

  [[nodiscard]] std::size_t near_distance(std::string_view word) const {
    if (word == kNearName) {
      return kDefaultNearDistance;
    }
    const std::string_view digits = word.substr(kNearName.size() + 1);
    const char* const end = digits.data() + digits.size();
    std::size_t distance = 0;
    const auto [rest, code] = std::from_chars(digits.data(), end, distance);
    if (code != std::errc() || rest != end || distance < 1 || distance > kMaxNearDistance) {
      fail_query(query_,
                 position_,
                 fmt::format("NEAR/n needs a whole number from 1 to {}", kMaxNearDistance));
    }
    return distance;
  }

  std::string_view query_;
  std::string text_;
  std::size_t position_ = 0;
  std::vector<Lexeme> lexemes_;
};

}  // namespace

LexedQuery lex_query(std::string_view query) {
  if (query.size() > kMaxQueryBytes) {
    fail_query(
        query,
        kMaxQueryBytes,
        fmt::format("the query has {} bytes; the limit is {}", query.size(), kMaxQueryBytes));
  }
  return Lexer(query).run();
}

}  // namespace smallprint::searching
