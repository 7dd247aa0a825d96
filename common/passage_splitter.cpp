#include "common/passage_splitter.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/code_point.hpp"
#include "common/heading_path.hpp"
#include "common/policy_outline.hpp"
#include "common/text_packer.hpp"
#include "common/word_scan.hpp"

namespace smallprint {
namespace {

// An item of as many words is a paragraph that happens to be in a list.
constexpr std::uint32_t kLongItemWords = 40;

// The first row of a table that is only layout can be any text.
constexpr std::uint32_t kMaxLabelWords = 40;

/// A paragraph that points at what follows it. Measured on 1,359 real policies: of the paragraphs
/// directly before a list, 80 % end in a colon and 7 % in no mark at all.
bool points_ahead(std::string_view text) {
  const std::size_t last = text.find_last_not_of("\"')]*");
  constexpr std::string_view kFinalMarks = ".!?;";
  return last != std::string_view::npos && kFinalMarks.find(text[last]) == std::string_view::npos &&
         !text.ends_with("\u201D");
}

bool ends_in_colon(std::string_view text) {
  return text.ends_with(':');
}

/// Walks an outline and gathers its blocks into passages.
class PassageMaker {
 public:
  PassageMaker(const PolicyOutline& outline, std::uint32_t body_begin)
      : outline_(outline), body_begin_(body_begin) {}

  PolicyText make();

 private:
  using Blocks = std::vector<OutlineBlock>;

  void add_heading(const OutlineBlock& block);
  void add_paragraph(std::size_t index);
  std::size_t add_list(std::size_t first);
  std::size_t add_table(std::size_t first);
  void add_row(std::size_t first, std::size_t last, std::vector<TextUnit>& units) const;
  void end_section();

  void emit_all(const std::vector<TextUnit>& units, ByteRange label);
  void emit(ByteRange range, ByteRange label = {});

  /// What waits for company, as the first unit of what follows it.
  [[nodiscard]] std::vector<TextUnit> take_pending();

  [[nodiscard]] std::string_view text(ByteRange range) const { return outline_.text.view(range); }

  const PolicyOutline& outline_;
  std::uint32_t body_begin_;
  HeadingPath path_;
  std::optional<TextUnit> pending_;
  ByteRange lead_in_;  // the last paragraph in `pending_`
  PolicyText result_;
};

PolicyText PassageMaker::make() {
  result_.title = outline_.title;
  const Blocks& blocks = outline_.blocks;
  std::size_t i = 0;
  while (i < blocks.size()) {
    switch (blocks[i].role) {
      case BlockRole::kHeading:
      case BlockRole::kPseudoHeading:
        add_heading(blocks[i]);
        ++i;
        break;
      case BlockRole::kParagraph:
        add_paragraph(i);
        ++i;
        break;
      case BlockRole::kItem:
        i = add_list(i);
        break;
      case BlockRole::kCell:
        i = add_table(i);
        break;
    }
  }
  end_section();
  return std::move(result_);
}

void PassageMaker::add_heading(const OutlineBlock& block) {
  end_section();
  path_.enter(
      {.level = block.level, .is_title = block.is_title, .text = heading_text(text(block.text))});
}

void PassageMaker::end_section() {
  if (pending_) {
    emit(pending_->text);
    pending_.reset();
  }
}

std::vector<TextUnit> PassageMaker::take_pending() {
  std::vector<TextUnit> units;
  if (pending_) {
    units.push_back(*pending_);
    units.back().introduces = true;
    pending_.reset();
  }
  return units;
}

void PassageMaker::add_paragraph(std::size_t index) {
  const OutlineBlock& block = outline_.blocks[index];
  const bool before_list =
      index + 1 < outline_.blocks.size() && (outline_.blocks[index + 1].role == BlockRole::kItem ||
                                             outline_.blocks[index + 1].role == BlockRole::kCell);
  const bool is_lead_in = before_list && points_ahead(text(block.text));
  if (!pending_ && !is_lead_in && block.words >= kMinPassageWords &&
      block.words <= kMaxPassageWords) {
    emit(block.text);  // most paragraphs
    return;
  }
  std::vector<TextUnit> units = take_pending();
  append_units(outline_.text.text(), {.text = block.text, .words = block.words}, units);
  const std::vector<ByteRange> ranges = pack_units(units);
  for (std::size_t i = 0; i + 1 < ranges.size(); ++i) {
    emit(ranges[i]);
  }
  const std::uint32_t words = count_words(text(ranges.back()));
  if (is_lead_in || words < kMinPassageWords) {
    pending_ = TextUnit{.text = ranges.back(), .words = words};
    lead_in_ = {std::max(block.text.begin, ranges.back().begin), ranges.back().end};
  } else {
    emit(ranges.back());
  }
}

std::size_t PassageMaker::add_list(std::size_t first) {
  const Blocks& blocks = outline_.blocks;
  std::size_t last = first;
  std::uint32_t words = 0;
  while (last < blocks.size() && blocks[last].role == BlockRole::kItem) {
    words += blocks[last].words;
    ++last;
  }
  const bool has_lead_in = pending_.has_value();
  const ByteRange label = has_lead_in ? lead_in_ : ByteRange{};
  const std::uint32_t all_words = words + (has_lead_in ? pending_->words : 0);
  if (all_words < kMinPassageWords) {
    pending_ = TextUnit{.text = {has_lead_in ? pending_->text.begin : blocks[first].text.begin,
                                 blocks[last - 1].text.end},
                        .words = all_words};
    lead_in_ = pending_->text;
    return last;
  }
  const bool is_long = all_words > kMaxPassageWords;
  const bool has_long_items = words >= kLongItemWords * (last - first);
  std::vector<TextUnit> units = take_pending();
  for (std::size_t i = first; i < last; ++i) {
    const bool stands_alone = blocks[i].words >= kLongItemWords && (has_long_items || is_long);
    append_units(outline_.text.text(),
                 {.text = blocks[i].text,
                  .words = blocks[i].words,
                  .stands_alone = stands_alone,
                  .introduces = ends_in_colon(text(blocks[i].text))},
                 units);
  }
  emit_all(units, label);
  return last;
}

std::size_t PassageMaker::add_table(std::size_t first) {
  const Blocks& blocks = outline_.blocks;
  ByteRange label = pending_ ? lead_in_ : ByteRange{};
  std::vector<TextUnit> units = take_pending();
  std::size_t row = first;
  do {
    std::size_t row_end = row + 1;
    while (row_end < blocks.size() && blocks[row_end].role == BlockRole::kCell &&
           !blocks[row_end].begins_row) {
      ++row_end;
    }
    const ByteRange row_text{blocks[row].text.begin, blocks[row_end - 1].text.end};
    if (blocks[row].is_header_cell && count_words(text(row_text)) <= kMaxLabelWords) {
      label = row_text;
    }
    add_row(row, row_end, units);
    row = row_end;
  } while (row < blocks.size() && blocks[row].role == BlockRole::kCell &&
           !blocks[row].is_header_cell);
  emit_all(units, label);
  return row;
}

void PassageMaker::add_row(std::size_t first,
                           std::size_t last,
                           std::vector<TextUnit>& units) const {
  const Blocks& blocks = outline_.blocks;
  const ByteRange range{blocks[first].text.begin, blocks[last - 1].text.end};
  const std::uint32_t words = count_words(text(range));
  if (words <= kMaxPassageWords) {
    units.push_back({.text = range, .words = words, .introduces = blocks[first].is_header_cell});
    return;
  }
  for (std::size_t i = first; i < last; ++i) {
    append_units(outline_.text.text(), {.text = blocks[i].text, .words = blocks[i].words}, units);
  }
}

void PassageMaker::emit_all(const std::vector<TextUnit>& units, ByteRange label) {
  bool is_first = true;
  for (const ByteRange range : pack_units(units)) {
    emit(range, is_first ? ByteRange{} : label);
    is_first = false;
  }
}

void PassageMaker::emit(ByteRange range, ByteRange label) {
  if (!has_alphanumeric(text(range))) {
    return;
  }
  Passage& passage = result_.passages.emplace_back(outline_.text.passage(range, body_begin_));
  passage.heading = path_.texts();
  path_.note_text();
  if (label.size() != 0) {
    passage.heading.push_back(heading_text(text(label)));
  }
}

}  // namespace

PolicyText split_passages(std::string_view file, std::size_t body_begin) {
  const PolicyOutline outline = outline_policy(file.substr(std::min(body_begin, file.size())));
  return PassageMaker(outline, static_cast<std::uint32_t>(body_begin)).make();
}

}  // namespace smallprint
