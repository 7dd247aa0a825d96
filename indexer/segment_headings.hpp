/// The heading that segments without markup stand below.
#pragma once

#include <string>
#include <string_view>

namespace smallprint::indexing {

/// The first line of `text` when it looks like a heading: at most eight words, no punctuation at
/// its end, text below it. Else empty. A view into `text`.
[[nodiscard]] std::string_view first_line_heading(std::string_view text);

/// Follows the segments of policies, one after the other. A segment that opens with a heading, or
/// comes with one, stands below it, and so do the next ones of the policy until another comes.
class SegmentHeadings {
 public:
  struct Segment {
    std::string_view policy;
    std::string_view heading;  ///< as given; may be empty
    std::string_view text;
  };

  /// The heading in force for the next segment, or empty. Valid until the next call.
  [[nodiscard]] const std::string& next(const Segment& segment);

 private:
  std::string policy_;
  std::string heading_;
};

}  // namespace smallprint::indexing
