/// A policy's body in the form that the Markdown parser can be given: every byte at its own place.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace smallprint {

/// Stands for the first byte of a sequence that is not UTF-8: U+FFFD in the text.
inline constexpr char kBadSequenceByte = '\x02';
/// Stands for each further byte of such a sequence: nothing in the text.
inline constexpr char kBadSequenceTail = '\x03';
/// Stands for a byte that is no text (a NUL, a script, a comment). Like every control byte it is
/// white space in the text, but to the parser it is a letter, so it means nothing in Markdown.
inline constexpr char kBlankByte = '\x01';

/// The body with every byte that would mislead the parser replaced by another byte, so that offsets
/// in `text()` are offsets in the body. Bodies that need nothing replaced, nearly all, are not
/// copied: the object then views the caller's bytes.
///
/// Replaced are bytes that are not UTF-8 and NULs (by the stand-ins above), scripts, style sheets
/// and HTML comments, also across blank lines (md4c would take their insides for Markdown), and a
/// few constructs on which md4c 0.4.8 takes quadratic time; the source names them. Cost: linear.
class MarkdownSource {
 public:
  explicit MarkdownSource(std::string_view body);

  [[nodiscard]] std::string_view text() const {
    return copy_.empty() ? body_ : std::string_view(copy_);
  }

  /// Takes the meaning of every link reference definition away: their text becomes ordinary text.
  void disable_reference_definitions();

 private:
  struct ByteSpan {
    std::size_t begin;
    std::size_t end;
  };

  void fill(std::size_t begin, std::size_t end, char byte);
  void replace_bad_bytes();
  void blank_hidden_elements();
  void defuse_slow_constructs();
  void join_blank_lines(ByteSpan run);
  void defuse_run(ByteSpan run, std::size_t lines, bool is_blank);
  void defuse_marks(ByteSpan paragraph);
  void defuse_brackets(ByteSpan paragraph, std::size_t lines);

  std::string_view body_;
  std::string copy_;
};

}  // namespace smallprint
