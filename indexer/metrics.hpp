/// A run for a monitoring system: `build --metrics FILE`, in the text format of Prometheus, for the
/// text file collector of its node exporter.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "common/exit_code.hpp"
#include "indexer/run_report.hpp"

namespace smallprint::indexing {

/// The generation in force, whatever the run did.
struct IndexState {
  std::uint64_t generation = 0;
  std::optional<std::int64_t> published;  ///< seconds since 1970
  std::uint64_t bytes = 0;
  std::uint64_t sites = 0;
  std::uint64_t policies = 0;
  std::uint64_t snapshots = 0;
  std::uint64_t passages = 0;
};

/// Nothing when no generation can be opened.
[[nodiscard]] std::optional<IndexState> index_state(const std::filesystem::path& index);

struct RunMetrics {
  std::int64_t ended = 0;  ///< seconds since 1970
  ExitCode code = ExitCode::kOk;
  const RunReport* report = nullptr;  ///< null when the run ended before the archive was read
  std::optional<IndexState> index;
};

/// All series are gauges named smallprint_run_* and smallprint_index_*, each with HELP and TYPE.
/// Every reason has its series, also at 0; series of what is not known are left out.
[[nodiscard]] std::string to_prometheus(const RunMetrics& metrics);

}  // namespace smallprint::indexing
