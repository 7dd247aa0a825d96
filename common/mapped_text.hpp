/// Text that knows which bytes of its source each part came from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/passage.hpp"

namespace smallprint {

/// Half-open range of byte offsets.
struct ByteRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] std::uint32_t size() const { return end - begin; }

  friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

/// A text built front to back from pieces of a source (at most 4 GiB) in the source's order. A
/// piece is copied, or it is a literal that stands for a range of source bytes (an entity) or for
/// none (a separator; its range is empty).
class MappedText {
 public:
  /// The source bytes `bytes`, which are those at `source`.
  void append_copy(ByteRange source, std::string_view bytes);
  void append_literal(ByteRange source, std::string_view literal);

  [[nodiscard]] const std::string& text() const { return text_; }

  [[nodiscard]] std::string_view view(ByteRange range) const {
    return std::string_view(text_).substr(range.begin, range.size());
  }

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(text_.size()); }

  /// End of the source bytes used so far.
  [[nodiscard]] std::uint32_t source_end() const {
    return pieces_.empty() ? 0 : pieces_.back().source.end;
  }

  /// Drops everything from `size` on.
  void truncate(std::uint32_t size);

  void reserve(std::size_t text_bytes);

  /// The part `range` of the text as a passage without a heading: its text, the source bytes from
  /// the first to the last that contribute, shifted by `source_offset`, and the cuts that rebuild
  /// it.
  [[nodiscard]] Passage passage(ByteRange range, std::uint32_t source_offset) const;

 private:
  struct Piece {
    std::uint32_t text_end = 0;
    ByteRange source;
    bool is_copy = false;
  };

  [[nodiscard]] std::uint32_t text_begin(std::size_t piece) const {
    return piece == 0 ? 0 : pieces_[piece - 1].text_end;
  }

  [[nodiscard]] std::size_t piece_at(std::uint32_t text_offset) const;

  std::string text_;
  std::vector<Piece> pieces_;
};

}  // namespace smallprint
