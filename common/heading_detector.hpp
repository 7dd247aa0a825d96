/// Which lines are headings although Markdown does not say so, and which only look like one.
#pragma once

#include <cstdint>
#include <string_view>

namespace smallprint {

/// A paragraph as the detector sees it.
struct LineShape {
  std::string_view text;          ///< plain text
  std::uint32_t words = 0;        ///< what white space separates
  bool is_bold = false;           ///< every letter and digit of it
  bool is_numbered_item = false;  ///< the only item of an ordered list; `text` lacks the number
};

/// True for a short paragraph (at most 15 words, 18 in bold) that is bold, in capitals or numbered
/// and does not read like a sentence: `Important terms` in bold, `INFORMATION WE COLLECT`, `2.1
/// Cookies`, `IV. Security`, `Section 4 - Cookies`. False for `1. We may share your data with
/// advertisers.`, for date lines and for mail and web addresses.
[[nodiscard]] bool is_pseudo_heading(const LineShape& line);

/// True for a Markdown heading that is a paragraph in large type: over 25 words, or a sentence of
/// 12 or more. Counted in 20,412 headings of real policies: 59 are such.
[[nodiscard]] bool is_styled_paragraph(std::string_view text, std::uint32_t words);

/// True for `Last updated: May 25, 2018`, `Effective 1/1/2020` and the like. As a heading it would
/// give each version of a policy other heading paths, and every passage would seem to change with
/// it.
[[nodiscard]] bool is_date_line(std::string_view text, std::uint32_t words);

}  // namespace smallprint
