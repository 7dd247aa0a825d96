#include "common/markdown_source.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "common/code_point.hpp"
#include "common/word_scan.hpp"

namespace smallprint {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

// Runs of more blank lines than this are joined, paragraphs of more lines are looked at closely.
// In real policies the longest runs are some dozens; the quadratic cases need thousands.
constexpr std::size_t kSuspiciousLines = 64;

// What has to be replaced is a byte below 4 (NUL and the stand-ins) or one above 0x7F, which may be
// no UTF-8.
bool has_odd_byte(std::string_view eight_bytes) {
  const std::uint64_t word = load_eight_bytes(eight_bytes.data());
  return ((byte_mask::below(word, 4) | word) & byte_mask::kHighBits) != 0;
}

std::size_t skip_plain_bytes(std::string_view text, std::size_t at) {
  while (at + 8 <= text.size() && !has_odd_byte(text.substr(at, 8))) {
    at += 8;
  }
  while (at < text.size() && text[at] >= 4) {  // a char above 0x7F is negative
    ++at;
  }
  return at;
}

bool starts_with_ignoring_case(std::string_view text, std::string_view lower_case) {
  return text.size() >= lower_case.size() &&
         std::equal(lower_case.begin(), lower_case.end(), text.begin(), [](char want, char have) {
           return want == have || (have >= 'A' && have <= 'Z' && want == have + ('a' - 'A'));
         });
}

/// An element whose content is no text, and whose end is not found by the Markdown parser when
/// blank lines come before it.
struct HiddenElement {
  std::string_view open;   // without the '<', lower case
  std::string_view close;  // begins with `close_mark`
  char close_mark;
  bool is_tag;                // the name must end after `open`, and a '>' closes the closing tag
  bool never_closes = false;  // nothing closes it in the rest of the body: not looked for again

  [[nodiscard]] bool opens_at(std::string_view after_bracket) const {
    if (!starts_with_ignoring_case(after_bracket, open)) {
      return false;
    }
    constexpr std::string_view kAfterName = " \t\r\n/>";
    return !is_tag || (after_bracket.size() > open.size() &&
                       kAfterName.find(after_bracket[open.size()]) != kNone);
  }

  /// Offset just past the element's end, or kNone.
  [[nodiscard]] std::size_t end_in(std::string_view text, std::size_t from) const {
    for (std::size_t at = text.find(close_mark, from); at != kNone;
         at = text.find(close_mark, at + 1)) {
      if (starts_with_ignoring_case(text.substr(at), close)) {
        const std::size_t last = is_tag ? text.find('>', at) : at + close.size() - 1;
        return last == kNone ? kNone : last + 1;
      }
    }
    return kNone;
  }
};

bool is_blank_line(std::string_view line) {
  return line.find_first_not_of(" \t\r>") == kNone;
}

}  // namespace

MarkdownSource::MarkdownSource(std::string_view body) : body_(body) {
  replace_bad_bytes();
  blank_hidden_elements();
  defuse_slow_constructs();
}

void MarkdownSource::fill(std::size_t begin, std::size_t end, char byte) {
  if (copy_.empty()) {
    copy_ = body_;
  }
  std::fill(copy_.data() + begin, copy_.data() + end, byte);
}

void MarkdownSource::replace_bad_bytes() {
  std::size_t at = skip_plain_bytes(body_, 0);
  while (at < body_.size()) {
    if (static_cast<unsigned char>(body_[at]) < 4) {
      fill(at, at + 1, kBlankByte);
      ++at;
    } else {
      const CodePoint next = first_code_point(body_.substr(at, 4));
      const bool is_written_so = body_.substr(at, 3) == "\xEF\xBF\xBD";
      if (next.value == 0xFFFD && !is_written_so) {
        fill(at, at + 1, kBadSequenceByte);
        fill(at + 1, at + next.size, kBadSequenceTail);
      }
      at += next.size;
    }
    at = skip_plain_bytes(body_, at);
  }
}

void MarkdownSource::blank_hidden_elements() {
  std::array elements{HiddenElement{"!--", "-->", '-', false},
                      HiddenElement{"script", "</script", '<', true},
                      HiddenElement{"style", "</style", '<', true}};
  std::size_t at = text().find('<');
  while (at != kNone) {
    std::size_t resume = at + 1;
    for (HiddenElement& element : elements) {
      if (!element.never_closes && element.opens_at(text().substr(at + 1))) {
        const std::size_t end = element.end_in(text(), at + 1 + element.open.size());
        element.never_closes = end == kNone;
        if (end != kNone) {
          fill(at, end, kBlankByte);
          resume = end;
        }
      }
    }
    at = text().find('<', resume);
  }
}

// Measured with md4c 0.4.8 on 200 KB: 100,000 blank lines below 50,000 nested lists take 3.8 s
// (every list is asked about every line), so long runs of blank lines become one; and see
// defuse_paragraph().
void MarkdownSource::defuse_slow_constructs() {
  std::size_t run_begin = 0;
  std::size_t run_lines = 0;
  bool run_is_blank = true;
  const auto end_run = [&](std::size_t end) {
    if (run_lines > kSuspiciousLines) {
      run_is_blank ? join_blank_lines(run_begin, end) : defuse_paragraph(run_begin, end);
    }
  };
  std::size_t line_begin = 0;
  while (line_begin < body_.size()) {
    const std::size_t newline = text().find('\n', line_begin);
    const std::size_t line_end = newline == kNone ? body_.size() : newline + 1;
    const bool is_blank = is_blank_line(body_.substr(line_begin, line_end - line_begin - 1));
    if (is_blank != run_is_blank) {
      end_run(line_begin);
      run_begin = line_begin;
      run_lines = 0;
      run_is_blank = is_blank;
    }
    ++run_lines;
    line_begin = line_end;
  }
  end_run(body_.size());
}

void MarkdownSource::join_blank_lines(std::size_t begin, std::size_t end) {
  const std::size_t first_line_end = text().find('\n', begin);
  const std::size_t last_newline = text().rfind('\n', end - 2);
  fill(first_line_end + 1, last_newline, ' ');
}

// In a paragraph of L lines md4c 0.4.8 looks the line up by counting from the first for every
// `[a](b` whose target is followed by a line break, and reads on to the paragraph's end for every
// `[a]: b (` whose title does not close. Both lose their meaning here beyond the first few of a
// paragraph.
void MarkdownSource::defuse_paragraph(std::size_t begin, std::size_t end) {
  std::size_t open_links = 0;
  std::size_t open_definitions = 0;
  while (begin < end) {
    const std::size_t line_end = std::min(text().find('\n', begin), end);
    const std::string_view line = text().substr(begin, line_end - begin);
    const std::size_t last_close = line.rfind(')') + 1;  // 0 when there is none
    const std::size_t last_title = line.find_last_of("\"'(") + 1;
    const std::size_t last_visible = line.find_last_not_of(" \t\r") + 1;
    for (std::size_t at = line.find(']'); at < line.size(); at = line.find(']', at + 1)) {
      const char next = at + 1 < line.size() ? line[at + 1] : '\n';
      const bool is_open_link = next == '(' && last_close <= at;
      const bool is_open_definition =
          next == ':' && (last_title > at + 2 || last_visible <= at + 2);
      open_links += is_open_link ? 1U : 0U;
      open_definitions += is_open_definition ? 1U : 0U;
      if ((is_open_link && open_links > kSuspiciousLines) ||
          (is_open_definition && open_definitions > kSuspiciousLines)) {
        fill(begin + at + 1, begin + at + 2, kBlankByte);
      }
    }
    begin = line_end + 1;
  }
}

void MarkdownSource::disable_reference_definitions() {
  for (std::size_t at = text().find("]:"); at != kNone; at = text().find("]:", at + 2)) {
    fill(at + 1, at + 2, kBlankByte);
  }
}

}  // namespace smallprint
