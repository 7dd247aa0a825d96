/// What a build is made of: every accepted snapshot of the archives, in the order that decides
/// everything else.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/archive_source.hpp"
#include "indexer/known_readings.hpp"
#include "indexer/progress.hpp"
#include "indexer/run_report.hpp"
#include "indexer/snapshot_entry.hpp"

namespace smallprint::indexing {

struct SnapshotList {
  /// Ordered by site, policy, then as a policy's snapshots are: date, timestamp, body digest; then
  /// by what may differ between equal snapshots: metadata (some before none), link, archive, file,
  /// commit. Of equal snapshots the first is kept.
  std::vector<SnapshotEntry> entries;
  std::vector<ReportedFile> rejected;
  std::vector<ReportedFile> warnings;
  std::vector<StampedReading> readings;  ///< of all candidates that have a stamp, in their order
  std::uint64_t candidates = 0;          ///< files looked at, the rejected included
  std::uint64_t bytes_read = 0;
};

/// Reads every candidate once that `known` does not know by its stamp, on `jobs` threads, and
/// candidates with equal ids of their blobs once together. `known` may be null. The result does not
/// depend on the number of threads. Memory: about 350 bytes a snapshot, and one file per thread.
/// Throws Error(kIo) for a damaged archive, and what throw_if_interrupted throws.
[[nodiscard]] SnapshotList collect_snapshots(const ArchiveSources& sources,
                                             KnownReadings* known,
                                             unsigned jobs,
                                             Progress& progress);

/// Digests over ordered entries, as `xxh128:...` (docs/index-format.md).
struct ContentDigests {
  std::string index;    ///< equal: equal answers but for `source`
  std::string content;  ///< site, timestamp and body alone
  std::string source;   ///< everything, archives and file names too
};

[[nodiscard]] ContentDigests digest_snapshots(const std::vector<SnapshotEntry>& entries,
                                              const std::vector<std::string>& sources,
                                              const std::string& labeler);

}  // namespace smallprint::indexing
