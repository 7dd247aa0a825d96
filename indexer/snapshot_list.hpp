/// What a build is made of: every accepted snapshot of the archives, in the order that decides
/// everything else.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/calendar.hpp"
#include "common/digest.hpp"
#include "indexer/progress.hpp"
#include "indexer/run_report.hpp"

namespace smallprint::indexing {

/// A snapshot known by its header and digests; its text is read again when its policy is derived.
struct SnapshotEntry {
  std::string site;
  std::string policy;  ///< SITE, as long as an archive holds one document per site
  Day day;
  std::string timestamp;
  Digest128 body;
  std::string archive_url;
  std::uint32_t archive = 0;   ///< number of its SOURCE
  std::string file;            ///< relative to the archive
  std::string commit = {};     ///< full id where the archive is a git history, else empty
  bool after_removal = false;  ///< the policy was removed from the archive before this snapshot
  std::string metadata = {};   ///< encoded SnapshotMetadata; empty where the archive records none
  std::uint64_t bytes = 0;
};

struct SnapshotList {
  /// Ordered by site, policy, then as a policy's snapshots are: date, timestamp, body digest; then
  /// by what may differ between equal snapshots: metadata (some before none), link, archive, file,
  /// commit. Of equal snapshots the first is kept.
  std::vector<SnapshotEntry> entries;
  std::vector<ReportedFile> rejected;
  std::vector<ReportedFile> warnings;
  std::uint64_t candidates = 0;  ///< files looked at, the rejected included
  std::uint64_t bytes_read = 0;
  std::vector<std::uint64_t> candidates_by_source;
};

/// Reads every candidate file of the folders once, on `jobs` threads. The result does not depend on
/// the number of threads. Memory: about 300 bytes a snapshot, and one file per thread.
[[nodiscard]] SnapshotList collect_snapshots(const std::vector<std::string>& sources,
                                             const std::vector<std::string>& include,
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
