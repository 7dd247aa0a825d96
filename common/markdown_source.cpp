#include "common/markdown_source.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "common/ascii.hpp"
#include "common/code_point.hpp"
#include "common/word_scan.hpp"

namespace smallprint {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

// Runs of more blank lines than this are joined, paragraphs of more lines are looked at closely.
// In real policies the longest runs are some dozens; the quadratic cases need thousands.
constexpr std::size_t kSuspiciousLines = 64;
// Brackets, stars and underscores of one paragraph that keep their meaning. In 1,359 real policies
// the most are 1,021.
constexpr std::size_t kMaxMarks = 8192;
// Lines that md4c may count in one paragraph because of its brackets.
constexpr std::size_t kMaxLineSteps = 250'000;

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
  return equals_ignoring_case(text.substr(0, lower_case.size()), lower_case);
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

/// The closing brackets of one line.
class BracketLine {
 public:
  explicit BracketLine(std::string_view line)
      : line_(line),
        last_title_(line.find_last_of("\"'(") + 1),
        last_visible_(line.find_last_not_of(" \t\r") + 1) {}

  /// The first `]` from `from` on that is not followed by `(target)`, or kNone.
  [[nodiscard]] std::size_t next(std::size_t from) const {
    std::size_t at = line_.find(']', from);
    while (at != kNone && begins_simple_target(at)) {
      at = line_.find(']', at + 1);
    }
    return at;
  }

  /// Whether the `]` at `bracket` may define a reference whose title, or whose target and title,
  /// end on another line.
  [[nodiscard]] bool opens_title(std::size_t bracket) const {
    return line_.substr(bracket).starts_with("]:") &&
           (last_title_ > bracket + 2 || last_visible_ <= bracket + 2);
  }

 private:
  [[nodiscard]] bool begins_simple_target(std::size_t bracket) const {
    if (!line_.substr(bracket).starts_with("](")) {
      return false;
    }
    const std::size_t end = line_.find_first_of(") \t[]", bracket + 2);
    return end != kNone && line_[end] == ')';
  }

  std::string_view line_;
  std::size_t last_title_;    // just past it; 0 when there is none
  std::size_t last_visible_;  // the same
};

bool is_blank_line(std::string_view line) {
  return line.find_first_not_of(" \t\r\n>") == kNone;
}

/// A line that begins a list item, which always ends the paragraph before it.
bool is_bullet_line(std::string_view line) {
  const std::size_t bullet = line.find_first_not_of(" \t>");
  return bullet != kNone && line.size() > bullet + 2 &&
         std::string_view("*+-").find(line[bullet]) != kNone && line[bullet + 1] == ' ' &&
         line[bullet + 2] > ' ';
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

// Measured with md4c 0.4.8: 100,000 blank lines below 50,000 nested lists take 3.8 s (every list is
// asked about every line), so long runs of blank lines become one; `[*` 500,000 times takes 19 s;
// and see defuse_brackets().
void MarkdownSource::defuse_slow_constructs() {
  ByteSpan run{0, 0};
  std::size_t run_lines = 0;
  bool run_is_blank = true;
  while (run.end < body_.size()) {
    const std::size_t newline = text().find('\n', run.end);
    const std::size_t line_end = newline == kNone ? body_.size() : newline + 1;
    const std::string_view line = body_.substr(run.end, line_end - run.end);
    const bool is_blank = is_blank_line(line);
    if (is_blank != run_is_blank || is_bullet_line(line)) {
      defuse_run(run, run_lines, run_is_blank);
      run.begin = run.end;
      run_lines = 0;
      run_is_blank = is_blank;
    }
    ++run_lines;
    run.end = line_end;
  }
  defuse_run(run, run_lines, run_is_blank);
}

void MarkdownSource::defuse_run(ByteSpan run, std::size_t lines, bool is_blank) {
  if (is_blank) {
    if (lines > kSuspiciousLines) {
      join_blank_lines(run);
    }
    return;
  }
  if (run.end - run.begin > kMaxMarks) {
    defuse_marks(run);
  }
  if (lines > kSuspiciousLines) {
    defuse_brackets(run, lines);
  }
}

void MarkdownSource::defuse_marks(ByteSpan paragraph) {
  std::size_t marks = 0;
  for (std::size_t at = paragraph.begin; at < paragraph.end; ++at) {
    const char byte = text()[at];
    if ((byte == '[' || byte == ']' || byte == '*' || byte == '_') && ++marks > kMaxMarks) {
      fill(at, at + 1, kBlankByte);
    }
  }
}

void MarkdownSource::join_blank_lines(ByteSpan run) {
  const std::size_t first_line_end = text().find('\n', run.begin);
  const std::size_t last_newline = text().rfind('\n', run.end - 2);
  fill(first_line_end + 1, last_newline, ' ');
}

// For a `]` that does not end a simple inline link md4c 0.4.8 finds its line by counting from the
// paragraph's first, and for `[a]: b (` with a title that does not close it reads on to the
// paragraph's end. Beyond a number that keeps both cheap, the brackets lose their meaning.
void MarkdownSource::defuse_brackets(ByteSpan paragraph, std::size_t lines) {
  const std::size_t allowed_brackets = std::max(kSuspiciousLines, kMaxLineSteps / lines);
  std::size_t brackets = 0;
  std::size_t definitions = 0;
  while (paragraph.begin < paragraph.end) {
    const std::size_t line_end = std::min(text().find('\n', paragraph.begin), paragraph.end);
    const BracketLine line(text().substr(paragraph.begin, line_end - paragraph.begin));
    for (std::size_t at = line.next(0); at != kNone; at = line.next(at + 1)) {
      const bool opens_title = line.opens_title(at);
      ++brackets;
      definitions += opens_title ? 1U : 0U;
      if (brackets > allowed_brackets || (opens_title && definitions > kSuspiciousLines)) {
        fill(paragraph.begin + at, paragraph.begin + at + 1, kBlankByte);
      }
    }
    paragraph.begin = line_end + 1;
  }
}

void MarkdownSource::disable_reference_definitions() {
  for (std::size_t at = text().find("]:"); at != kNone; at = text().find("]:", at + 2)) {
    fill(at + 1, at + 2, kBlankByte);
  }
}

}  // namespace smallprint
