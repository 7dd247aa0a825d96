/// A run for people: what `build --report FILE` writes beside its report, as Markdown.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/program.hpp"
#include "indexer/run_report.hpp"

namespace smallprint::indexing {

/// A run that read the archive, however it went on.
struct RunEnd {
  RunReport report;
  std::vector<std::string> remarks;  ///< warnings of the run as a whole
  std::optional<Failure> failure;    ///< what ended it; nothing when it did what it was to do
};

/// One line without its line feed: what is in force and what the run did to it, with the figures
/// that a journal should keep.
[[nodiscard]] std::string summary_line(const RunEnd& end);

/// What came of it, what changed, refused files by reason with the first kFilesShown of each,
/// practices that drifted, sizes, and what to do. Text of the archive goes through printable().
[[nodiscard]] std::string to_markdown(const RunEnd& end);

inline constexpr std::size_t kFilesShown = 5;

}  // namespace smallprint::indexing
