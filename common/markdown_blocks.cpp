#include "common/markdown_blocks.hpp"

#include <algorithm>
#include <cstddef>
#include <exception>
#include <functional>
#include <new>

#include <md4c.h>

#include "common/code_point.hpp"
#include "common/html_tag.hpp"
#include "common/markdown_source.hpp"
#include "common/plain_text_writer.hpp"

namespace smallprint {
namespace {

// md4c 0.4.8 stops at a callback's result that is not 0, but some of its levels pass only negative
// ones on. Its own failure, which is lack of memory, is -1.
constexpr int kContinue = 0;
constexpr int kOutOfMemory = -1;
constexpr int kStopForException = -2;
constexpr int kStopForTables = -3;
constexpr int kStopForDefinitions = -4;

// Indented code is off: policies are indented by accident. HTML blocks are off: a stray tag would
// turn all Markdown up to the next blank line into raw text, link targets and all. Permissive ATX
// headings are off: `#03-01 Mapletree Business City` is an address. Strikethrough is off: a single
// `~~` in 70 MB of real policies.
constexpr unsigned kBaseFlags = MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_NOHTMLBLOCKS;

/// Takes md4c's callbacks. One object reads one document.
class BlockReader {
 public:
  BlockReader(std::string_view source, MarkdownDocument& document)
      : source_(source), document_(document), writer_(source, document.text) {}

  int enter_block(MD_BLOCKTYPE type, const void* detail);
  int leave_block(MD_BLOCKTYPE type);
  int enter_span(MD_SPANTYPE type, const void* detail);
  int leave_span(MD_SPANTYPE type);
  int text(MD_TEXTTYPE type, const char* text, MD_SIZE size);

  std::exception_ptr exception;

 private:
  void open_block(BlockKind kind);
  void close_block();
  void open_list(bool is_ordered);
  void close_list();
  int open_cell(bool is_header);
  void line_break();
  void code(ByteRange range, bool is_in_source, const char* text, MD_SIZE size);
  void html(ByteRange range);
  void write(ByteRange range, bool is_entity);
  void write_without_link_rests(ByteRange range);
  [[nodiscard]] std::string_view separator() const;
  [[nodiscard]] bool find_in_source(const char* text, MD_SIZE size, ByteRange& range) const;

  std::string_view source_;
  MarkdownDocument& document_;
  PlainTextWriter writer_;

  MarkdownBlock block_;
  bool block_is_open_ = false;
  bool text_has_begun_ = false;  // of the block
  bool is_code_block_ = false;
  bool code_line_is_blank_ = false;
  bool item_begins_ = false;
  bool row_begins_ = false;
  bool all_bold_ = true;          // of the block's letters and digits
  bool only_image_text_ = false;  // the heading has nothing but descriptions of images so far
  std::uint32_t bold_line_end_ = 0;
  bool first_line_ended_ = false;
  unsigned strong_depth_ = 0;
  unsigned image_depth_ = 0;
  std::vector<std::uint32_t> open_lists_;
  std::size_t cells_ = 0;
  std::size_t target_bytes_ = 0;
};

std::string_view BlockReader::separator() const {
  return block_.kind == BlockKind::kCell && !row_begins_ ? " | " : "\n";
}

void BlockReader::open_block(BlockKind kind) {
  close_block();
  block_ = {};
  block_.kind = kind;
  block_.begins_item = item_begins_;
  block_.list = open_lists_.empty() ? kNoList : open_lists_.back();
  block_.list_depth = static_cast<std::uint32_t>(open_lists_.size());
  all_bold_ = true;
  only_image_text_ = false;
  bold_line_end_ = 0;
  first_line_ended_ = false;
  text_has_begun_ = false;
  block_is_open_ = true;
  writer_.begin_block(separator());
}

void BlockReader::close_block() {
  if (!block_is_open_) {
    return;
  }
  block_is_open_ = false;
  block_.text = writer_.block();
  block_.words = writer_.words();
  const bool is_kept = block_.kind == BlockKind::kCell
                           ? !writer_.block_is_empty()
                           : has_alphanumeric(document_.text.view(block_.text));
  if (!is_kept) {
    writer_.clear_block();
    return;
  }
  block_.is_bold = all_bold_;
  block_.bold_line_end = all_bold_ ? 0 : bold_line_end_;
  block_.begins_row = row_begins_;
  if (block_.list != kNoList) {
    ++document_.lists[block_.list].blocks;
  }
  item_begins_ = false;
  row_begins_ = false;
  document_.blocks.push_back(block_);
}

void BlockReader::open_list(bool is_ordered) {
  open_lists_.push_back(static_cast<std::uint32_t>(document_.lists.size()));
  document_.lists.push_back({.is_ordered = is_ordered});
}

void BlockReader::close_list() {
  const std::uint32_t blocks = document_.lists[open_lists_.back()].blocks;
  open_lists_.pop_back();
  if (!open_lists_.empty()) {
    document_.lists[open_lists_.back()].blocks += blocks;
  }
}

int BlockReader::open_cell(bool is_header) {
  open_block(BlockKind::kCell);
  block_.is_header_cell = is_header;
  // md4c pads every row to the header's width, so N columns and N one-byte rows are N * N cells. A
  // cell that is written takes a byte.
  return ++cells_ > source_.size() ? kStopForTables : kContinue;
}

int BlockReader::enter_block(MD_BLOCKTYPE type, const void* detail) {
  close_block();
  switch (type) {
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
      open_list(type == MD_BLOCK_OL);
      break;
    case MD_BLOCK_LI:
      item_begins_ = true;
      break;
    case MD_BLOCK_H:
      open_block(BlockKind::kHeading);
      block_.level =
          static_cast<std::uint8_t>(static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level);
      break;
    case MD_BLOCK_CODE:
      is_code_block_ = true;
      break;
    case MD_BLOCK_TR:
      row_begins_ = true;
      break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
      return open_cell(type == MD_BLOCK_TH);
    default:
      break;
  }
  return kContinue;
}

int BlockReader::leave_block(MD_BLOCKTYPE type) {
  close_block();
  if (type == MD_BLOCK_UL || type == MD_BLOCK_OL) {
    close_list();
  } else if (type == MD_BLOCK_CODE) {
    is_code_block_ = false;
  } else if (type == MD_BLOCK_TR) {
    row_begins_ = false;
  } else if (type == MD_BLOCK_LI) {
    item_begins_ = false;
  }
  return kContinue;
}

int BlockReader::enter_span(MD_SPANTYPE type, const void* detail) {
  if (type == MD_SPAN_STRONG) {
    ++strong_depth_;
  } else if (type == MD_SPAN_IMG) {
    ++image_depth_;
    writer_.mark_link_edge();
  } else if (type == MD_SPAN_A) {
    writer_.mark_link_edge();
    // md4c reads a reference definition's target again for each of its uses.
    target_bytes_ += static_cast<const MD_SPAN_A_DETAIL*>(detail)->href.size;
    return target_bytes_ > 4 * source_.size() ? kStopForDefinitions : kContinue;
  }
  return kContinue;
}

int BlockReader::leave_span(MD_SPANTYPE type) {
  if (type == MD_SPAN_STRONG) {
    --strong_depth_;
  } else if (type == MD_SPAN_IMG) {
    --image_depth_;
    writer_.mark_link_edge();
  } else if (type == MD_SPAN_A) {
    writer_.mark_link_edge();
  }
  return kContinue;
}

// Line breaks and indentation come as pointers to md4c's own constants.
bool BlockReader::find_in_source(const char* text, MD_SIZE size, ByteRange& range) const {
  const std::less<> before;
  const char* const begin = source_.data();
  if (before(text, begin) || before(begin + source_.size(), text)) {
    return false;
  }
  const auto offset = static_cast<std::uint32_t>(text - begin);
  range = {offset, offset + size};
  return true;
}

int BlockReader::text(MD_TEXTTYPE type, const char* text, MD_SIZE size) {
  if (!block_is_open_) {
    open_block(BlockKind::kText);
  }
  ByteRange range;
  const bool is_in_source = find_in_source(text, size, range);
  if (is_code_block_) {
    code(range, is_in_source, text, size);
  } else if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR) {
    line_break();
  } else if (!is_in_source) {
    writer_.append_space();
  } else if (type == MD_TEXT_HTML) {
    html(range);
  } else {
    write(range, type == MD_TEXT_ENTITY);
  }
  return kContinue;
}

void BlockReader::line_break() {
  writer_.append_space();
  if (!first_line_ended_ && !writer_.block_is_empty()) {
    first_line_ended_ = true;
    const bool is_bold = all_bold_ && has_alphanumeric(document_.text.view(writer_.block()));
    bold_line_end_ = is_bold ? document_.text.size() : 0;
  }
}

void BlockReader::code(ByteRange range, bool is_in_source, const char* text, MD_SIZE size) {
  const bool is_line_end = std::string_view(text, size) == "\n";
  if (is_line_end && code_line_is_blank_) {
    open_block(BlockKind::kText);
  }
  code_line_is_blank_ = is_line_end;
  if (is_in_source && !is_line_end) {
    code_line_is_blank_ = !writer_.append(range);
    all_bold_ = false;
  } else {
    writer_.append_space();
  }
}

void BlockReader::html(ByteRange range) {
  const std::string_view tag = source_.substr(range.begin, range.size());
  const bool is_rest_of_a_tag = !tag.starts_with('<');  // which spans lines
  const HtmlTagKind kind = is_rest_of_a_tag ? HtmlTagKind::kInline : html_tag_kind(tag);
  if (kind == HtmlTagKind::kInline) {
    return;
  }
  if (kind == HtmlTagKind::kBlock && block_.kind == BlockKind::kText) {
    open_block(BlockKind::kText);
  } else {
    line_break();
  }
}

void BlockReader::write(ByteRange range, bool is_entity) {
  const bool is_heading_image = image_depth_ > 0 && block_.kind == BlockKind::kHeading;
  if (is_heading_image && !writer_.block_is_empty() && !only_image_text_) {
    return;
  }
  if (!is_heading_image && only_image_text_) {
    writer_.clear_block();
  }
  only_image_text_ = is_heading_image;
  const std::uint32_t size_before = document_.text.size();
  if (is_entity) {
    writer_.append_entity(range);
  } else {
    write_without_link_rests(range);
  }
  if (strong_depth_ == 0 && all_bold_) {
    all_bold_ = !has_alphanumeric(document_.text.view({size_before, document_.text.size()}));
  }
}

// A link around a heading and a paragraph, or around another link, is none to Markdown. Pages have
// many (`[### More\n\nLearn more.](#more)`): what is left of them is not text.
void BlockReader::write_without_link_rests(ByteRange range) {
  const std::string_view text = source_.substr(0, range.end);
  if (!text_has_begun_ && text.substr(range.begin).starts_with('[')) {
    const std::string_view line = source_.substr(range.begin);
    const bool is_left_open = line.substr(0, line.find('\n')).find(']') == std::string_view::npos;
    range.begin += is_left_open ? 1U : 0U;
  }
  text_has_begun_ = true;
  std::size_t at = text.find("](", range.begin);
  while (at != std::string_view::npos) {
    const std::size_t target_end = text.find_first_of(") []\n", at + 2);
    const bool is_escaped = at > 0 && text[at - 1] == '\\';
    if (target_end != std::string_view::npos && text[target_end] == ')' && !is_escaped) {
      writer_.append({range.begin, static_cast<std::uint32_t>(at)});
      range.begin = static_cast<std::uint32_t>(target_end) + 1;
    }
    at = text.find("](", std::max(at + 2, std::size_t{range.begin}));
  }
  writer_.append(range);
}

/// Runs a callback; an exception must not pass through md4c, which is C.
template <typename Callback>
int guarded(void* reader_pointer, Callback callback) {
  auto& reader = *static_cast<BlockReader*>(reader_pointer);
  try {
    return callback(reader);
  } catch (...) {
    reader.exception = std::current_exception();
    return kStopForException;
  }
}

int parse(std::string_view source, unsigned flags, MarkdownDocument& document) {
  MD_PARSER parser{};
  parser.flags = flags;
  parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* data) {
    return guarded(data, [&](BlockReader& reader) { return reader.enter_block(type, detail); });
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void* /*detail*/, void* data) {
    return guarded(data, [&](BlockReader& reader) { return reader.leave_block(type); });
  };
  parser.enter_span = [](MD_SPANTYPE type, void* detail, void* data) {
    return guarded(data, [&](BlockReader& reader) { return reader.enter_span(type, detail); });
  };
  parser.leave_span = [](MD_SPANTYPE type, void* /*detail*/, void* data) {
    return guarded(data, [&](BlockReader& reader) { return reader.leave_span(type); });
  };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* data) {
    return guarded(data, [&](BlockReader& reader) { return reader.text(type, text, size); });
  };
  document = {};
  document.text.reserve(source.size());
  BlockReader reader(source, document);
  const int result = md_parse(source.data(), static_cast<MD_SIZE>(source.size()), &parser, &reader);
  if (reader.exception) {
    std::rethrow_exception(reader.exception);
  }
  if (result == kOutOfMemory) {
    throw std::bad_alloc();
  }
  return result;
}

}  // namespace

MarkdownDocument read_markdown(std::string_view body) {
  MarkdownSource source(body);
  MarkdownDocument document;
  unsigned flags = kBaseFlags | MD_FLAG_TABLES;
  int result = parse(source.text(), flags, document);
  if (result == kStopForTables) {
    flags = kBaseFlags;
    result = parse(source.text(), flags, document);
  }
  if (result == kStopForDefinitions) {
    source.disable_reference_definitions();
    result = parse(source.text(), flags, document);
    if (result == kStopForTables) {
      parse(source.text(), kBaseFlags, document);
    }
  }
  return document;
}

}  // namespace smallprint
