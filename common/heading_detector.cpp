#include "common/heading_detector.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "common/ascii.hpp"
#include "common/code_point.hpp"

namespace smallprint {
namespace {

using namespace std::string_view_literals;

constexpr std::uint32_t kMaxHeadingWords = 15;
constexpr std::uint32_t kMaxBoldHeadingWords = 18;
constexpr std::size_t kMaxHeadingBytes = 200;
constexpr std::uint32_t kMaxFullStopWords = 6;  // "Vendors and service providers."
constexpr std::uint32_t kMaxStyledWords = 25;
constexpr std::uint32_t kMinStyledSentenceWords = 12;
constexpr std::uint32_t kMaxDateLineWords = 12;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool contains_ignoring_case(std::string_view text, std::string_view lower_case) {
  const auto same = [](char have, char want) { return ascii_lower(have) == want; };
  return std::search(text.begin(), text.end(), lower_case.begin(), lower_case.end(), same) !=
         text.end();
}

/// Calls `visit` with each word; stops when it returns false. Returns whether none did.
template <typename Visitor>
bool all_words(std::string_view text, Visitor visit) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end != 0 && !visit(text.substr(0, end))) {
      return false;
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return true;
}

struct LetterCounts {
  std::size_t upper = 0;
  std::size_t lower = 0;
  std::size_t digits = 0;
  std::size_t all = 0;
  char32_t first = 0;  // letter
};

LetterCounts count_letters(std::string_view text) {
  LetterCounts counts;
  while (!text.empty()) {
    const CodePoint next = first_code_point(text);
    text.remove_prefix(next.size);
    if (next.value < 0x80 && is_digit(static_cast<char>(next.value))) {
      ++counts.digits;
    }
    if (!is_letter(next.value)) {
      continue;
    }
    counts.first = counts.all == 0 ? next.value : counts.first;
    ++counts.all;
    counts.upper += is_upper_case(next.value) ? 1U : 0U;
    counts.lower += is_lower_case(next.value) ? 1U : 0U;
  }
  return counts;
}

/// The line's last character, quotes and brackets behind it not counted.
char last_mark(std::string_view text) {
  const std::size_t last = text.find_last_not_of("\"')]");
  return last == std::string_view::npos ? ' ' : text[last];
}

bool is_address(std::string_view text) {
  return text.find('@') != std::string_view::npos || text.find("://") != std::string_view::npos ||
         contains_ignoring_case(text, "www.");
}

/// True when every word of five letters and more has a capital.
bool is_title_case(std::string_view text) {
  return all_words(text, [](std::string_view word) {
    const LetterCounts counts = count_letters(word);
    return counts.all < 5 || is_upper_case(counts.first);
  });
}

bool opens_like_a_sentence(std::string_view text) {
  constexpr std::array kOpeners{"We "sv, "You "sv, "They "sv, "It "sv, "I "sv, "If "sv, "This "sv};
  return std::any_of(kOpeners.begin(), kOpeners.end(), [&](std::string_view opener) {
    return text.starts_with(opener);
  });
}

bool has_ascii_lower_case(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool is_capitals(std::string_view text) {
  if (has_ascii_lower_case(text)) {
    return false;  // nearly always, and within a few characters
  }
  const LetterCounts counts = count_letters(text);
  const bool has_long_word =
      !all_words(text, [](std::string_view word) { return count_letters(word).all < 3; });
  return counts.lower == 0 && counts.upper == counts.all && counts.digits < counts.all &&
         has_long_word;
}

/// Number at the beginning: `1.`, `2.1`, `IV.`, `B)`; after a word like `Section` also `4`.
std::size_t number_size(std::string_view text) {
  std::size_t size = 0;
  while (size < text.size() && (is_digit(text[size]) || (size > 0 && text[size] == '.'))) {
    ++size;
  }
  if (size > 0) {
    return size;
  }
  while (size < text.size() && "IVX"sv.find(text[size]) != std::string_view::npos) {
    ++size;
  }
  const bool is_capital = !text.empty() && text[0] >= 'A' && text[0] <= 'Z';
  return size > 0 ? size : static_cast<std::size_t>(is_capital);
}

struct NumberedLine {
  bool is_numbered = false;
  std::string_view title;  // what follows the number
};

NumberedLine read_number(std::string_view text) {
  constexpr std::array kDivisions{"section "sv,
                                  "article "sv,
                                  "part "sv,
                                  "chapter "sv,
                                  "clause "sv,
                                  "annex "sv,
                                  "appendix "sv,
                                  "schedule "sv};
  const auto same = [](char have, char want) { return ascii_lower(have) == want; };
  const auto* const division =
      std::find_if(kDivisions.begin(), kDivisions.end(), [&](std::string_view name) {
        return text.size() > name.size() &&
               std::equal(name.begin(), name.end(), text.begin(), [&](char want, char have) {
                 return same(have, want);
               });
      });
  const bool has_division = division != kDivisions.end();
  std::string_view rest = text.substr(has_division ? division->size() : 0);
  const std::size_t size = number_size(rest);
  const std::string_view number = rest.substr(0, size);
  rest.remove_prefix(size);
  const std::size_t title = rest.find_first_not_of(" .):-");
  const std::string_view mark = rest.substr(0, std::min(title, rest.size()));
  const bool is_marked = has_division || number.find('.') != std::string_view::npos ||
                         mark.find_first_of(".):") != std::string_view::npos;
  const bool ends_there = mark.ends_with(' ') || (rest.empty() && has_division);
  if (size == 0 || !is_marked || !ends_there) {
    return {.is_numbered = false, .title = text};
  }
  return {.is_numbered = true, .title = rest.substr(mark.size())};
}

bool is_numbered_heading(std::string_view title, char last) {
  if (is_title_case(title)) {
    return true;
  }
  return last == '?' || (last != '.' && !opens_like_a_sentence(title));
}

}  // namespace

bool is_pseudo_heading(const LineShape& line) {
  if (line.words > (line.is_bold ? kMaxBoldHeadingWords : kMaxHeadingWords) ||
      line.text.size() > kMaxHeadingBytes) {
    return false;
  }
  const char last = last_mark(line.text);
  if (last == ',' || last == ';' || (last == '.' && line.words > kMaxFullStopWords)) {
    return false;
  }
  const NumberedLine numbered = read_number(line.text);
  const bool looks_like_one = line.is_bold || is_capitals(line.text) ||
                              ((numbered.is_numbered || line.is_numbered_item) &&
                               is_numbered_heading(numbered.title, last));
  return looks_like_one && !is_lower_case(count_letters(numbered.title).first) &&
         !is_address(line.text) && !is_date_line(line.text, line.words);
}

bool is_styled_paragraph(std::string_view text, std::uint32_t words) {
  return words > kMaxStyledWords || (words >= kMinStyledSentenceWords && last_mark(text) == '.');
}

bool is_date_line(std::string_view text, std::uint32_t words) {
  if (words > kMaxDateLineWords) {
    return false;
  }
  const auto is_year = [](std::string_view word) {
    const std::size_t at = std::min(word.find("20"), word.find("19"));
    return at != std::string_view::npos && word.size() >= at + 4 && is_digit(word[at + 2]) &&
           is_digit(word[at + 3]);
  };
  const auto is_numeric_date = [](std::string_view word) {
    return std::count(word.begin(), word.end(), '/') == 2 && is_digit(word.front());
  };
  const bool has_date = !all_words(
      text, [&](std::string_view word) { return !is_year(word) && !is_numeric_date(word); });
  constexpr std::array kCues{"updated"sv,   "update:"sv, "effective"sv, "revised"sv, "modified"sv,
                             "revision"sv,  "version"sv, "reviewed"sv,  "posted"sv,  "dated"sv,
                             "as of"sv,     "date:"sv,   "changed"sv,   "january"sv, "february"sv,
                             "march"sv,     "april"sv,   "june"sv,      "july"sv,    "august"sv,
                             "september"sv, "october"sv, "november"sv,  "december"sv};
  return has_date && (text.find("May ") != std::string_view::npos ||
                      std::any_of(kCues.begin(), kCues.end(), [&](std::string_view cue) {
                        return contains_ignoring_case(text, cue);
                      }));
}

}  // namespace smallprint
