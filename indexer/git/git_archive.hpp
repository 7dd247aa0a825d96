/// The history of a git repository as the source of a build.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "indexer/archive_source.hpp"
#include "indexer/git/archive_layout.hpp"
#include "indexer/git/commit_graph.hpp"
#include "indexer/git/git_repository.hpp"
#include "indexer/git/history.hpp"

namespace smallprint::indexing {

/// Walks the whole history when it is made (walk_history says what counts as a version); reads
/// blobs when asked, each thread with a handle of its own. Never looks at a work tree.
///
/// What a version says comes from its layout. With header lines: site and date from the header
/// line, but where the commit has this one version and a record in its message, day and timestamp
/// from the record. Without: site and policy from the latest path of the file, day and timestamp
/// from the author date of the commit, in UTC; the whole file is body.
class GitArchive final : public ArchiveSource {
 public:
  /// Throws as GitRepository, resolve() and walk_history() do, and Error(kNoInput) when the history
  /// holds no file that may be a snapshot.
  GitArchive(std::string path, const SourceOptions& options, Progress& progress);

  [[nodiscard]] ReportedSource describe() const override;

  [[nodiscard]] std::size_t records() const override { return history_.versions.size(); }

  [[nodiscard]] RecordIdentity identity(std::size_t record) const override;
  [[nodiscard]] std::string stamp(std::size_t record) const override;
  [[nodiscard]] std::optional<Refusal> read(std::size_t record, std::string& buffer) const override;
  [[nodiscard]] std::variant<SnapshotRecord, Refusal> examine(
      std::string_view bytes) const override;
  [[nodiscard]] std::optional<Refusal> complete(
      std::size_t record,
      SnapshotEntry& entry,
      std::vector<SourceWarning>& warnings) const override;

 private:
  class Lease;

  void walk(const SourceOptions& options, Progress& progress);
  [[nodiscard]] ArchiveLayout layout_of_history(const GitRepository& repository,
                                                TreeCache& trees,
                                                const CommitGraph& graph) const;
  void put_equal_blobs_together();
  [[nodiscard]] std::optional<Refusal> complete_terms(const FileVersion& version,
                                                      SnapshotEntry& entry) const;
  void complete_from_message(const FileVersion& version,
                             SnapshotEntry& entry,
                             std::vector<SourceWarning>& warnings) const;

  std::string path_;
  AlternatesPolicy alternates_;
  mutable std::mutex mutex_;  // of idle_
  mutable std::vector<std::unique_ptr<GitRepository>> idle_;
  GitTip tip_;
  ArchiveLayout layout_ = ArchiveLayout::kTerms;
  std::vector<GraphCommit> commits_;
  History history_;
};

}  // namespace smallprint::indexing
