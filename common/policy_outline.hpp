/// What each block of a policy is: a heading, a paragraph, an item of a list, a cell of a table.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/mapped_text.hpp"

namespace smallprint {

enum class BlockRole : std::uint8_t {
  kHeading,        ///< Markdown says so
  kPseudoHeading,  ///< a bold, capital or numbered line with text below it
  kParagraph,
  kItem,  ///< text of a list item
  kCell   ///< of a table
};

struct OutlineBlock {
  BlockRole role = BlockRole::kParagraph;
  std::uint8_t level = 0;       ///< of a heading, 1 to 6
  bool is_title = false;        ///< the heading that gave the title
  bool is_in_list = false;      ///< by the rules of outline_policy()
  bool begins_row = false;      ///< first cell of a table row
  bool is_header_cell = false;  ///< cell of a table's first row
  std::uint32_t words = 0;      ///< what white space separates
  ByteRange text;               ///< in PolicyOutline::text
};

struct PolicyOutline {
  MappedText text;                   ///< as in MarkdownDocument
  std::string title;                 ///< as PolicyText::title
  std::vector<OutlineBlock> blocks;  ///< in document order
};

/// Roles by these rules. A list around a heading is layout, not a list: text below that heading in
/// the same item is paragraphs, and lists inside are counted from there. A pseudo heading is a line
/// that is_pseudo_heading() takes, outside lists, alone in one, or with paragraphs of its own in
/// its item; with nothing but headings behind it up to a Markdown heading or the end, it is a
/// paragraph. A Markdown heading that is really text (is_styled_paragraph, is_date_line) is a
/// paragraph too. A bold first line of a paragraph is a heading of its own. Cost: linear.
[[nodiscard]] PolicyOutline outline_policy(std::string_view body);

}  // namespace smallprint
