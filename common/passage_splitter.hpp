/// Markdown to passages, by md4c, with exact byte ranges into the original file.
#pragma once

#include <cstddef>
#include <string_view>

#include "common/passage.hpp"

namespace smallprint {

/// Counted up by hand when the passages of any file change: title, headings, text or byte ranges.
/// It is a part of analyzer_settings(), so an index that was split otherwise is not read
/// (docs/index-format.md). A test over data/sample fails when it was forgotten.
inline constexpr std::string_view kSplitterVersion = "smallprint-splitter/1";

/// A passage is at most about this many words; a longer paragraph, list or table is cut, between
/// sentences, items or rows where there are any.
inline constexpr std::size_t kMaxPassageWords = 180;

/// A paragraph of fewer words is no passage of its own: it goes with what follows it under the
/// same heading (docs/design.md).
inline constexpr std::size_t kMinPassageWords = 12;

/// Splits the body `file[body_begin, end)`. `file` is the whole original file, any bytes: what is
/// not UTF-8 becomes U+FFFD and NULs become spaces in the text, while byte ranges stay those of the
/// original. Link targets and image sources are never text; link text and image descriptions are.
/// The result depends on the body's bytes alone (ranges are shifted by `body_begin`).
/// Cost: linear, also on hostile input.
[[nodiscard]] PolicyText split_passages(std::string_view file, std::size_t body_begin);

}  // namespace smallprint
