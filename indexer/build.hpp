/// `smallprint-index build`: from archives to a published generation.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

#include "common/exit_code.hpp"
#include "indexer/archive_source.hpp"
#include "indexer/labeling_plan.hpp"
#include "indexer/progress.hpp"
#include "indexer/run_report.hpp"
#include "indexer/shard_plan.hpp"

namespace smallprint::indexing {

struct BuildOptions {
  std::vector<std::string> sources;  ///< folders and git repositories; at least one
  SourceOptions source_options;
  std::filesystem::path index;
  unsigned jobs = 1;
  double max_rejected = 10;  ///< per cent of the candidate files; duplicates do not count
  LabelerOptions labeler;
  bool paranoid = false;                           ///< read every file, also those known by stamp
  bool full = false;                               ///< build even when nothing changed
  bool allow_shrink = false;                       ///< publish whatever is left of the archive
  std::chrono::seconds wait{0};                    ///< for another writer to end
  std::size_t keep = 3;                            ///< generations, the new one included
  std::uint64_t bytes_per_shard = kBytesPerShard;  ///< see plan_shards; tests ask for many shards
};

struct BuildResult {
  ExitCode code = ExitCode::kOk;  ///< kOk or kDataRejected
  RunReport report;               ///< also when rejected: what was accepted, and what was not
  /// Why the index in force counted as none, so that everything was built anew: it is damaged, or
  /// another program made it. Empty when it was used, or when there was none.
  std::string distrust;
  /// Why all sites were derived, although there was an index to start from; else empty.
  std::string rebuilt;
  std::vector<std::string> warnings;  ///< of the run as a whole; those of files are in the report
  /// What ended the run once the archive had been read; null when nothing did. Then nothing was
  /// published, and the report says what was read.
  std::exception_ptr failure;
};

/// Builds, verifies and publishes, then removes generations that are no longer kept; or finds that
/// nothing changed and leaves everything as it is. The index in
/// force is replaced in the last step, by one rename; a run that fails or is interrupted before
/// leaves it as it was. `started` is a UTC time for the report, ISO 8601.
/// Throws Error until the archive has been read: kNoInput, kUsage (rules, models),
/// kLocked, kIo, kInterrupted, kTerminated.
/// What is thrown later is in the result, with the report.
[[nodiscard]] BuildResult build_index(const BuildOptions& options,
                                      const std::string& started,
                                      Progress& progress);

}  // namespace smallprint::indexing
