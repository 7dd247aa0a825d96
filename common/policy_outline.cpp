#include "common/policy_outline.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "common/code_point.hpp"
#include "common/heading_detector.hpp"
#include "common/heading_path.hpp"
#include "common/markdown_blocks.hpp"
#include "common/word_scan.hpp"

namespace smallprint {
namespace {

bool has_letter(std::string_view text) {
  while (!text.empty()) {
    const CodePoint next = first_code_point(text);
    if (is_letter(next.value)) {
      return true;
    }
    text.remove_prefix(next.size);
  }
  return false;
}

/// Gives every block its role, front to back.
class RoleAssigner {
 public:
  explicit RoleAssigner(const MarkdownDocument& document) : document_(document) {}

  std::vector<OutlineBlock> assign();

 private:
  [[nodiscard]] std::uint32_t depth_in_lists(const MarkdownBlock& block);
  void add_heading(const MarkdownBlock& block);
  void add_text(const MarkdownBlock& block);
  [[nodiscard]] bool heads_its_item(const MarkdownBlock& block) const;
  void add(const MarkdownBlock& block, BlockRole role, ByteRange range);

  [[nodiscard]] std::string_view text(ByteRange range) const { return document_.text.view(range); }

  const MarkdownDocument& document_;
  std::vector<OutlineBlock> blocks_;
  std::uint32_t layout_depth_ = 0;  // lists that are open around the last heading's item
  bool is_in_list_ = false;
  bool has_title_ = false;
};

std::uint32_t RoleAssigner::depth_in_lists(const MarkdownBlock& block) {
  layout_depth_ = std::min(layout_depth_, block.list_depth);
  if (block.begins_item) {
    layout_depth_ = std::min(layout_depth_, block.list_depth - 1);
  }
  return block.list_depth - layout_depth_;
}

void RoleAssigner::add(const MarkdownBlock& block, BlockRole role, ByteRange range) {
  const bool is_whole = range == block.text;
  blocks_.push_back({.role = role,
                     .level = role == BlockRole::kHeading ? block.level : HeadingPath::kPseudoLevel,
                     .is_in_list = is_in_list_,
                     .begins_row = block.begins_row,
                     .is_header_cell = block.is_header_cell,
                     .words = is_whole ? block.words : count_words(text(range)),
                     .text = range});
}

void RoleAssigner::add_heading(const MarkdownBlock& block) {
  const std::string_view heading = text(block.text);
  const BlockRole text_role = is_in_list_ ? BlockRole::kItem : BlockRole::kParagraph;
  if (is_styled_paragraph(heading, block.words)) {
    add(block, text_role, block.text);
    return;
  }
  const bool is_heading = !is_date_line(heading, block.words);
  add(block, is_heading ? BlockRole::kHeading : text_role, block.text);
  layout_depth_ = is_heading ? block.list_depth : layout_depth_;
  if (!has_title_ && has_letter(heading)) {
    has_title_ = true;
    blocks_.back().is_title = true;
  }
}

// `* **Cookies**` with paragraphs of its own in the same item: a section that is laid out as a
// list.
bool RoleAssigner::heads_its_item(const MarkdownBlock& block) const {
  if (!block.begins_item || &block == &document_.blocks.back()) {
    return false;
  }
  const MarkdownBlock& next = *(&block + 1);
  return next.kind == BlockKind::kText && next.list == block.list && !next.begins_item;
}

void RoleAssigner::add_text(const MarkdownBlock& block) {
  const bool is_alone = block.list != kNoList && document_.lists[block.list].blocks == 1;
  LineShape line{.text = text(block.text),
                 .words = block.words,
                 .is_bold = block.is_bold,
                 .is_numbered_item = is_alone && document_.lists[block.list].is_ordered};
  const bool heads_item = is_in_list_ && heads_its_item(block);
  if ((!is_in_list_ || is_alone || heads_item) && is_pseudo_heading(line)) {
    add(block, BlockRole::kPseudoHeading, block.text);
    layout_depth_ = heads_item ? block.list_depth : layout_depth_;
    return;
  }
  if (is_in_list_) {
    add(block, BlockRole::kItem, block.text);
    return;
  }
  ByteRange rest = block.text;
  if (block.bold_line_end != 0) {
    const ByteRange first_line{block.text.begin, block.bold_line_end};
    line = {.text = text(first_line), .words = count_words(text(first_line)), .is_bold = true};
    if (is_pseudo_heading(line)) {
      add(block, BlockRole::kPseudoHeading, first_line);
      rest.begin = block.bold_line_end + 1;
    }
  }
  add(block, BlockRole::kParagraph, rest);
}

std::vector<OutlineBlock> RoleAssigner::assign() {
  blocks_.reserve(document_.blocks.size());
  for (const MarkdownBlock& block : document_.blocks) {
    is_in_list_ = depth_in_lists(block) > 0;
    switch (block.kind) {
      case BlockKind::kHeading:
        add_heading(block);
        break;
      case BlockKind::kText:
        add_text(block);
        break;
      case BlockKind::kCell:
        add(block, BlockRole::kCell, block.text);
        break;
    }
  }
  return std::move(blocks_);
}

/// Bold lines with nothing below them are no headings: an address, a date, a last word.
void demote_idle_headings(std::vector<OutlineBlock>& blocks) {
  bool text_follows = false;
  for (std::size_t i = blocks.size(); i-- > 0;) {
    OutlineBlock& block = blocks[i];
    if (block.role != BlockRole::kPseudoHeading) {
      text_follows = block.role != BlockRole::kHeading;
    } else if (!text_follows) {
      block.role = block.is_in_list ? BlockRole::kItem : BlockRole::kParagraph;
    }
  }
}

/// The block that gives the title, or the end.
std::vector<OutlineBlock>::iterator find_title(std::vector<OutlineBlock>& blocks) {
  const auto marked = std::find_if(
      blocks.begin(), blocks.end(), [](const OutlineBlock& block) { return block.is_title; });
  if (marked != blocks.end()) {
    return marked;
  }
  return std::find_if(blocks.begin(), blocks.end(), [](const OutlineBlock& block) {
    return block.role == BlockRole::kPseudoHeading;
  });
}

}  // namespace

PolicyOutline outline_policy(std::string_view body) {
  MarkdownDocument document = read_markdown(body);
  PolicyOutline outline;
  outline.blocks = RoleAssigner(document).assign();
  demote_idle_headings(outline.blocks);
  if (const auto title = find_title(outline.blocks); title != outline.blocks.end()) {
    title->is_title = true;
    outline.title = heading_text(document.text.view(title->text));
  }
  outline.text = std::move(document.text);
  return outline;
}

}  // namespace smallprint
