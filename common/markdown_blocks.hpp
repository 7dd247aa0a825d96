/// Markdown to a flat list of blocks of plain text, by md4c.
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "common/mapped_text.hpp"

namespace smallprint {

enum class BlockKind : std::uint8_t {
  kHeading,  ///< ATX or setext
  kText,     ///< paragraph, text of a list item, fenced code up to a blank line
  kCell      ///< of a table
};

inline constexpr std::uint32_t kNoList = std::numeric_limits<std::uint32_t>::max();

/// A block that holds a letter or a digit; others are not listed.
struct MarkdownBlock {
  BlockKind kind = BlockKind::kText;
  std::uint8_t level = 0;        ///< of a heading, 1 to 6
  bool begins_item = false;      ///< first block of a list item
  bool begins_row = false;       ///< first cell of a table row
  bool is_header_cell = false;   ///< cell of a table's first row
  bool is_bold = false;          ///< every letter and digit is strong
  std::uint32_t list = kNoList;  ///< innermost list around it, index into `lists`
  std::uint32_t list_depth = 0;  ///< number of lists around it
  std::uint32_t words = 0;       ///< what white space separates
  ByteRange text;                ///< in MarkdownDocument::text
  std::uint32_t bold_line_end =
      0;  ///< where the block's first line ends when that alone is bold, else 0
};

struct MarkdownList {
  bool is_ordered = false;
  std::uint32_t blocks = 0;  ///< blocks inside, those of lists inside it included

  friend bool operator==(const MarkdownList&, const MarkdownList&) = default;
};

/// Blocks in document order. Between two blocks `text` has a line feed, between the cells of a
/// table row " | ", so that the text of consecutive blocks is one range of it. Links give their
/// text, images their description (in a heading only when it has no other text), raw HTML tags
/// nothing: a tag of block level ends a paragraph. Emphasis, escapes and entities are resolved.
struct MarkdownDocument {
  MappedText text;
  std::vector<MarkdownBlock> blocks;
  std::vector<MarkdownList> lists;
};

/// `body` is any bytes, at most 4 GiB; source ranges in `text` are byte offsets in it. Indentation
/// never makes code. Cost: linear (see MarkdownSource for what that takes).
[[nodiscard]] MarkdownDocument read_markdown(std::string_view body);

}  // namespace smallprint
