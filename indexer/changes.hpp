/// What is new in an archive against the index in force.
#pragma once

#include <filesystem>
#include <vector>

#include "common/manifest.hpp"
#include "indexer/run_report.hpp"
#include "indexer/snapshot_list.hpp"

namespace smallprint::indexing {

/// Compares by policy, timestamp and body. A policy is changed when its snapshots are not the same
/// set. `previous` is the generation in force, or empty when there is none (then all are added).
[[nodiscard]] Changes find_changes(const std::filesystem::path& previous,
                                   const std::vector<SnapshotEntry>& entries);

/// Of a build that finds everything as it was.
[[nodiscard]] Changes no_changes(const Manifest& manifest);

}  // namespace smallprint::indexing
