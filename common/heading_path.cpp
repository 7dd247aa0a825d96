#include "common/heading_path.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "common/code_point.hpp"

namespace smallprint {
namespace {

// Bounds what one hostile heading can cost: it is copied into every passage below it.
constexpr std::size_t kMaxWords = 40;
constexpr std::size_t kMaxBytes = 300;
constexpr std::ptrdiff_t kMaxPseudoDepth = 3;

}  // namespace

std::string heading_text(std::string_view text) {
  std::string line(utf8_prefix(text, kMaxBytes));
  std::replace(line.begin(), line.end(), '\n', ' ');
  std::size_t word_end = 0;
  for (std::size_t words = 0; words < kMaxWords && word_end < line.size(); ++words) {
    word_end = std::min(line.find(' ', word_end + 1), line.size());
  }
  line.resize(word_end);
  if (line.ends_with(' ')) {
    line.pop_back();
  }
  return line;
}

void HeadingPath::enter(Heading heading) {
  const bool is_pseudo = heading.level == kPseudoLevel;
  const auto pseudo_depth =
      std::count_if(headings_.begin(), headings_.end(), [](const Heading& outer) {
        return outer.level == kPseudoLevel;
      });
  const bool is_sub_heading =
      is_pseudo && !pseudo_headings_have_text_ && pseudo_depth < kMaxPseudoDepth;
  std::erase_if(headings_, [&](const Heading& outer) {
    return outer.level >= heading.level && !is_sub_heading;
  });
  headings_.push_back(std::move(heading));
  pseudo_headings_have_text_ = false;
  texts_.clear();
  for (const Heading& outer : headings_) {
    if (!outer.is_title) {
      texts_.push_back(outer.text);
    }
  }
}

}  // namespace smallprint
