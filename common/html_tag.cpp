#include "common/html_tag.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "common/ascii.hpp"

namespace smallprint {
namespace {

using namespace std::string_view_literals;

constexpr std::array kInlineTags{"a"sv,    "abbr"sv, "acronym"sv, "b"sv,    "bdi"sv,    "bdo"sv,
                                 "big"sv,  "cite"sv, "code"sv,    "del"sv,  "dfn"sv,    "em"sv,
                                 "font"sv, "i"sv,    "ins"sv,     "kbd"sv,  "mark"sv,   "q"sv,
                                 "s"sv,    "samp"sv, "small"sv,   "span"sv, "strike"sv, "strong"sv,
                                 "sub"sv,  "sup"sv,  "tt"sv,      "u"sv,    "var"sv,    "wbr"sv};

constexpr std::array kBlockTags{
    "address"sv, "article"sv, "aside"sv, "blockquote"sv, "center"sv, "dd"sv,     "details"sv,
    "div"sv,     "dl"sv,      "dt"sv,    "fieldset"sv,   "footer"sv, "form"sv,   "h1"sv,
    "h2"sv,      "h3"sv,      "h4"sv,    "h5"sv,         "h6"sv,     "header"sv, "hr"sv,
    "li"sv,      "main"sv,    "nav"sv,   "ol"sv,         "p"sv,      "pre"sv,    "section"sv,
    "summary"sv, "table"sv,   "tbody"sv, "td"sv,         "tfoot"sv,  "th"sv,     "thead"sv,
    "tr"sv,      "ul"sv};

static_assert(std::is_sorted(kInlineTags.begin(), kInlineTags.end()));
static_assert(std::is_sorted(kBlockTags.begin(), kBlockTags.end()));

constexpr std::size_t kLongestName = 10;

}  // namespace

HtmlTagKind html_tag_kind(std::string_view tag) {
  tag.remove_prefix(tag.starts_with("</") ? 2 : 1);
  std::array<char, kLongestName> buffer{};
  std::size_t size = 0;
  while (size < tag.size() && size < buffer.size()) {
    const char c = ascii_lower(tag[size]);
    if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) {
      break;
    }
    buffer[size++] = c;
  }
  const std::string_view name(buffer.data(), size);
  if (std::binary_search(kInlineTags.begin(), kInlineTags.end(), name)) {
    return HtmlTagKind::kInline;
  }
  const bool is_block = std::binary_search(kBlockTags.begin(), kBlockTags.end(), name);
  return is_block ? HtmlTagKind::kBlock : HtmlTagKind::kBreak;
}

}  // namespace smallprint
