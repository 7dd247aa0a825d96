/// What a raw HTML tag means for the text around it.
#pragma once

#include <cstdint>
#include <string_view>

namespace smallprint {

enum class HtmlTagKind : std::uint8_t {
  kInline,  ///< formatting inside a word or sentence: nothing
  kBreak,   ///< separates words: `<br>` and whatever is not known
  kBlock    ///< begins or ends a paragraph, list item, row, ...
};

/// `tag` begins with the `<` of a tag, comment or declaration.
[[nodiscard]] HtmlTagKind html_tag_kind(std::string_view tag);

}  // namespace smallprint
