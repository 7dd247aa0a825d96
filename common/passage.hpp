/// A passage: heading path + one paragraph, or a list with its lead-in, or rows of a table.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace smallprint {

/// One step of rebuilding a passage's text from the bytes of the original file: pass over `skip`
/// bytes, copy `copy` bytes, then append `literal` (a space for a line break, a decoded entity,
/// U+FFFD for a byte that is not UTF-8).
struct TextCut {
  std::uint32_t skip = 0;
  std::uint32_t copy = 0;
  std::string literal;

  friend bool operator==(const TextCut&, const TextCut&) = default;
};

struct Passage {
  std::vector<std::string>
      heading;       ///< heading path, outermost first, plain text, without the title
  std::string text;  ///< plain text, UTF-8, no Markdown; blocks (items, rows) separated by '\n',
                     ///< cells by " | ", other white space collapsed; no control bytes but '\n'
  std::uint32_t byte_begin = 0;  ///< half-open byte range in the original file
  std::uint32_t byte_end = 0;
  std::vector<TextCut> cuts;  ///< apply_cuts(file[byte_begin, byte_end), cuts) == text
};

/// What one snapshot says. `passages` are in document order; their byte ranges do not overlap.
struct PolicyText {
  std::string title;  ///< plain text of the first heading that is one, or ""
  std::vector<Passage> passages;
};

/// Rebuilds the text of a passage from its source bytes. Cost: linear.
/// Throws Error(kIo) when the cuts reach beyond `source` (a damaged index).
[[nodiscard]] std::string apply_cuts(std::string_view source, const std::vector<TextCut>& cuts);

}  // namespace smallprint
