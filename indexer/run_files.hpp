/// The files in which a build is written down: its report, the summary beside it, its metrics.
#pragma once

#include <filesystem>
#include <optional>

#include "common/output_file.hpp"
#include "indexer/options.hpp"
#include "indexer/run_summary.hpp"

namespace smallprint::indexing {

/// `run.json` -> `run.md`; a name without `.json` gets `.md` appended.
[[nodiscard]] std::filesystem::path summary_beside(const std::filesystem::path& report);

/// Files nobody asked for are not written; a summary is written beside a report that is a file.
class RunFiles {
 public:
  /// Finds out what would keep one of them from being written later. Error(kIo).
  explicit RunFiles(const BuildCommand& command);

  /// Of a run that read the archive. Error(kIo).
  void write(const RunEnd& end) const;

  /// Of a run that ended before: the metrics alone. Error(kIo).
  void write(const Failure& failure) const;

 private:
  void write_metrics(ExitCode code, const RunReport* report) const;

  std::filesystem::path index_;
  std::optional<OutputFile> report_;
  std::optional<OutputFile> summary_;
  std::optional<OutputFile> metrics_;
};

}  // namespace smallprint::indexing
