#include "common/sentence_splitter.hpp"

#include <algorithm>
#include <array>

#include "common/ascii.hpp"
#include "common/code_point.hpp"

namespace smallprint {
namespace {

using namespace std::string_view_literals;

// Lower case, without the final full stop. Sorted. `etc.`, `inc.` and the like do end sentences at
// times, but a sentence too long is the smaller fault: "Acme Inc. We ..." stays whole.
constexpr std::array kAbbreviations{
    "a.k.a"sv, "approx"sv, "art"sv, "arts"sv, "att"sv, "ave"sv, "cal"sv,  "cf"sv,  "civ"sv, "co"sv,
    "corp"sv,  "dept"sv,   "dr"sv,  "e.g"sv,  "eg"sv,  "est"sv, "etc"sv,  "ext"sv, "fig"sv, "i.e"sv,
    "ie"sv,    "inc"sv,    "jr"sv,  "lit"sv,  "ltd"sv, "mr"sv,  "mrs"sv,  "ms"sv,  "no"sv,  "nos"sv,
    "p.o"sv,   "para"sv,   "ph"sv,  "prof"sv, "s.a"sv, "sec"sv, "sect"sv, "sr"sv,  "st"sv,  "ste"sv,
    "tel"sv,   "u.k"sv,    "u.s"sv, "v"sv,    "viz"sv, "vs"sv};
static_assert(std::is_sorted(kAbbreviations.begin(), kAbbreviations.end()));
constexpr std::size_t kLongestAbbreviation = 6;

bool is_space(char byte) {
  return byte == ' ' || byte == '\n';
}

bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}

// The ASCII ones and, in UTF-8, the curly quotes.
std::size_t closing_mark_size(std::string_view text) {
  if (text.empty()) {
    return 0;
  }
  if (text.front() == '"' || text.front() == '\'' || text.front() == ')' || text.front() == ']') {
    return 1;
  }
  return text.starts_with("\u201D") || text.starts_with("\u2019") ? 3 : 0;
}

bool is_abbreviation(std::string_view word) {
  while (!word.empty() && (word.front() == '(' || word.front() == '"' || word.front() == '[')) {
    word.remove_prefix(1);
  }
  if (word.empty() || word.size() > kLongestAbbreviation) {
    return false;
  }
  std::array<char, kLongestAbbreviation> lower{};
  std::transform(word.begin(), word.end(), lower.begin(), [](char c) { return ascii_lower(c); });
  return std::binary_search(
      kAbbreviations.begin(), kAbbreviations.end(), std::string_view(lower.data(), word.size()));
}

bool is_enumeration(std::string_view word) {
  return word.size() <= 6 &&
         std::all_of(word.begin(), word.end(), [](char c) { return is_digit(c) || c == '.'; });
}

/// Whether the full stop at `stop` ends the sentence begun at `begin`; white space follows it.
bool full_stop_ends(std::string_view text, std::size_t begin, std::size_t stop) {
  std::size_t word_begin = stop;
  while (word_begin > begin && stop - word_begin <= kLongestAbbreviation + 3 &&
         !is_space(text[word_begin - 1])) {
    --word_begin;
  }
  const std::string_view word = text.substr(word_begin, stop - word_begin);
  const bool is_capital = word.size() == 1 && word.front() >= 'A' && word.front() <= 'Z';
  if (is_capital && word.front() != 'I') {
    return false;
  }
  const bool opens_sentence = word_begin == begin;
  if (opens_sentence && (word.size() <= 1 || is_enumeration(word))) {
    return false;
  }
  return !is_abbreviation(word);
}

bool begins_sentence(std::string_view text) {
  return text.empty() || !is_lower_case(first_code_point(text).value);
}

/// Whether the mark at `mark`, which with what closes behind it goes up to `end`, ends the sentence
/// begun at `begin`.
bool mark_ends(std::string_view text, std::size_t begin, std::size_t mark, std::size_t end) {
  if (end == text.size() || text[end] == '\n') {
    return true;
  }
  return text[end] == ' ' && begins_sentence(text.substr(end + 1)) &&
         (text[mark] != '.' || full_stop_ends(text, begin, mark));
}

}  // namespace

std::size_t sentence_end(std::string_view text, std::size_t begin) {
  for (std::size_t at = begin; at < text.size(); ++at) {
    const char byte = text[at];
    if (byte > '?') {
      continue;  // nearly all; every mark is below
    }
    if (byte == '\n') {
      return at;
    }
    if (byte != '.' && byte != '!' && byte != '?') {
      continue;
    }
    std::size_t end = at + 1;
    while (const std::size_t size = closing_mark_size(text.substr(end))) {
      end += size;
    }
    if (mark_ends(text, begin, at, end)) {
      return end;
    }
  }
  return text.size();
}

}  // namespace smallprint
