/// Where a policy was out of the archive for a time.
#pragma once

#include <vector>

#include "indexer/archive_source.hpp"
#include "indexer/snapshot_entry.hpp"

namespace smallprint::indexing {

/// Sets `after_removal` of each snapshot that is the first of its policy after a document of the
/// policy was removed. A snapshot taken in the very second of the removal counts as before it.
/// Removals before the first or after the last snapshot of a policy mark nothing. `entries` must be
/// in the order of SnapshotList.
void mark_removals(const ArchiveSources& sources, std::vector<SnapshotEntry>& entries);

}  // namespace smallprint::indexing
