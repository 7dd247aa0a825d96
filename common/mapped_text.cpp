#include "common/mapped_text.hpp"

#include <algorithm>

namespace smallprint {

void MappedText::append_copy(ByteRange source, std::string_view bytes) {
  text_.append(bytes);
  if (!pieces_.empty() && pieces_.back().is_copy && pieces_.back().source.end == source.begin) {
    pieces_.back().source.end = source.end;
    pieces_.back().text_end = size();
  } else {
    pieces_.push_back({.text_end = size(), .source = source, .is_copy = true});
  }
}

void MappedText::append_literal(ByteRange source, std::string_view literal) {
  text_.append(literal);
  pieces_.push_back({.text_end = size(), .source = source, .is_copy = false});
}

void MappedText::truncate(std::uint32_t size) {
  text_.resize(size);
  while (!pieces_.empty() && text_begin(pieces_.size() - 1) >= size) {
    pieces_.pop_back();
  }
  if (!pieces_.empty() && pieces_.back().text_end > size) {
    pieces_.back().source.end -= pieces_.back().text_end - size;
    pieces_.back().text_end = size;
  }
}

void MappedText::reserve(std::size_t text_bytes) {
  text_.reserve(text_bytes);
  pieces_.reserve(text_bytes / 64);
}

std::size_t MappedText::piece_at(std::uint32_t text_offset) const {
  const auto found = std::upper_bound(
      pieces_.begin(), pieces_.end(), text_offset, [](std::uint32_t offset, const Piece& piece) {
        return offset < piece.text_end;
      });
  return static_cast<std::size_t>(found - pieces_.begin());
}

Passage MappedText::passage(ByteRange range, std::uint32_t source_offset) const {
  Passage passage;
  passage.text = view(range);
  const std::size_t first = piece_at(range.begin);
  std::size_t last = first;
  while (pieces_[last].text_end < range.end) {
    ++last;
  }
  passage.cuts.reserve(last + 1 - first);

  std::uint32_t source_begin = pieces_[first].source.begin;
  if (pieces_[first].is_copy) {
    source_begin += range.begin - text_begin(first);
  }
  std::uint32_t position = source_begin;
  for (std::size_t i = first; i <= last; ++i) {
    const Piece& piece = pieces_[i];
    const ByteRange part{std::max(range.begin, text_begin(i)), std::min(range.end, piece.text_end)};
    if (!piece.is_copy) {
      if (passage.cuts.empty()) {
        passage.cuts.emplace_back();
      }
      passage.cuts.back().literal.append(view(part));
      continue;
    }
    const std::uint32_t copy_begin = piece.source.begin + (part.begin - text_begin(i));
    passage.cuts.push_back({.skip = copy_begin - position, .copy = part.size(), .literal = {}});
    position = copy_begin + part.size();
  }
  const std::uint32_t source_end = pieces_[last].is_copy ? position : pieces_[last].source.end;
  passage.byte_begin = source_offset + source_begin;
  passage.byte_end = source_offset + source_end;
  return passage;
}

}  // namespace smallprint
