/// The snapshots of each site, and what they are made of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "common/digest.hpp"
#include "indexer/snapshot_entry.hpp"

namespace smallprint::indexing {

/// Entries [begin, end) of the ordered list: all snapshots of one site. A site is what an index
/// replaces as a whole: its policies stand together in one shard.
struct SitePart {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::uint64_t bytes = 0;  ///< of the snapshots' files
  /// Of everything that an index holds of the site and does not derive: equal fingerprints, equal
  /// rows. The number of an archive enters, not its path.
  Digest128 fingerprint;
};

/// In the order of `entries` (SnapshotList). Cost: one pass, 300 bytes of digest a snapshot.
[[nodiscard]] std::vector<SitePart> site_parts(const std::vector<SnapshotEntry>& entries);

}  // namespace smallprint::indexing
