/// `smallprint-index build`: from archives to a published generation.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "common/exit_code.hpp"
#include "indexer/progress.hpp"
#include "indexer/run_report.hpp"
#include "indexer/shard_plan.hpp"

namespace smallprint::indexing {

struct BuildOptions {
  std::vector<std::string> sources;  ///< folders; at least one
  std::filesystem::path index;
  std::vector<std::string> include;  ///< globs on path or base name; none: every policy file
  unsigned jobs = 1;
  double max_rejected = 10;  ///< per cent of the candidate files; duplicates do not count
  bool full = false;         ///< build even when nothing changed
  std::uint64_t bytes_per_shard = kBytesPerShard;  ///< see plan_shards; tests ask for many shards
};

struct BuildResult {
  ExitCode code = ExitCode::kOk;  ///< kOk or kDataRejected
  RunReport report;               ///< also when rejected: what was accepted, and what was not
};

/// Builds and publishes, or finds that nothing changed and leaves everything as it is. The index in
/// force is replaced in the last step, by one rename; a run that fails or is interrupted before
/// leaves it as it was. `started` is a UTC time for the report, ISO 8601.
/// Throws Error: kNoInput, kLocked, kIo, kInterrupted, kTerminated.
[[nodiscard]] BuildResult build_index(const BuildOptions& options,
                                      const std::string& started,
                                      Progress& progress);

}  // namespace smallprint::indexing
