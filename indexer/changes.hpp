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

/// Of a build that finds everything as it was. Opens the shards of the generation all the same, so
/// that one with damaged tables is not left in force: Error(kNoIndex). Cost: a millisecond for a
/// million rows.
[[nodiscard]] Changes no_changes(const std::filesystem::path& generation, const Manifest& manifest);

}  // namespace smallprint::indexing
