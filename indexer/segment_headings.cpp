#include "indexer/segment_headings.hpp"

#include <cstddef>

namespace smallprint::indexing {
namespace {

constexpr std::size_t kMaxHeadingWords = 8;
constexpr std::string_view kBlanks = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlanks);
  return begin == std::string_view::npos
             ? std::string_view()
             : text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  for (std::size_t at = text.find_first_not_of(kBlanks); at != std::string_view::npos;
       at = text.find_first_not_of(kBlanks, at)) {
    ++words;
    at = text.find_first_of(kBlanks, at);
    if (at == std::string_view::npos) {
      break;
    }
  }
  return words;
}

}  // namespace

std::string_view first_line_heading(std::string_view text) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos || trimmed(text.substr(end)).empty()) {
    return {};
  }
  const std::string_view line = trimmed(text.substr(0, end));
  const bool is_heading = !line.empty() && count_words(line) <= kMaxHeadingWords &&
                          std::string_view(".;,!?:").find(line.back()) == std::string_view::npos;
  return is_heading ? line : std::string_view();
}

const std::string& SegmentHeadings::next(const Segment& segment) {
  if (segment.policy != policy_) {
    policy_ = segment.policy;
    heading_.clear();
  }
  const std::string_view own =
      segment.heading.empty() ? first_line_heading(segment.text) : segment.heading;
  if (!own.empty()) {
    heading_ = own;
  }
  return heading_;
}

}  // namespace smallprint::indexing
