/// Source text to plain text: white space collapsed, what cannot be seen dropped.
#pragma once

#include <cstdint>
#include <string_view>

#include "common/mapped_text.hpp"

namespace smallprint {

/// Writes one block after the other into a MappedText. Within a block every run of white space (no-
/// break and other Unicode spaces, control bytes and line breaks are white space) becomes one
/// space, none at its ends; soft hyphens, zero-width and direction marks vanish; the stand-ins of
/// MarkdownSource become what they stand for. Both `source` and `text` outlive the writer.
class PlainTextWriter {
 public:
  /// `source` is MarkdownSource::text().
  PlainTextWriter(std::string_view source, MappedText& text) : source_(source), text_(text) {}

  /// `separator` is written before the block's first character, unless the text is still empty.
  void begin_block(std::string_view separator);

  /// Returns true when something visible was written.
  bool append(ByteRange source);
  bool append_entity(ByteRange source);

  /// White space that has no bytes in the source or is not worth having: a line break, a tag.
  void append_space() { space_is_due_ = true; }

  /// A link begins or ends here. Where a word stands on both sides a space keeps them apart: pages
  /// turned into Markdown lose it (`[here](URL)to`; 119 of 59,626 passages of the development
  /// archive).
  void mark_link_edge() { link_edge_ = true; }

  /// Takes back what was written of the block.
  void clear_block();

  /// The block's text so far, without separator.
  [[nodiscard]] ByteRange block() const { return {block_begin_, text_.size()}; }

  [[nodiscard]] bool block_is_empty() const { return block_begin_ == text_.size(); }

  /// Words of the block so far: what white space separates.
  [[nodiscard]] std::uint32_t words() const { return words_; }

 private:
  std::uint32_t append_visible(std::uint32_t begin, std::uint32_t end);
  std::uint32_t skip_printable_words(std::uint32_t at, std::uint32_t end);
  void append_other(std::uint32_t at, std::uint32_t size, char32_t value);
  void append_decoded(ByteRange source, char32_t value);
  void append_due_separators(std::uint32_t next);

  std::string_view source_;
  MappedText& text_;
  std::string_view separator_;
  std::uint32_t start_ = 0;        // size of the text when the block began
  std::uint32_t block_begin_ = 0;  // the same, past the separator
  std::uint32_t words_ = 0;
  bool space_is_due_ = false;
  bool link_edge_ = false;
};

}  // namespace smallprint
