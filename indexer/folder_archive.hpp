/// A folder of snapshots as the source of a build.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "indexer/archive_source.hpp"
#include "indexer/folder_source.hpp"

namespace smallprint::indexing {

/// Lists the folder when it is made (scan_folder says what counts); reads files when asked.
class FolderArchive final : public ArchiveSource {
 public:
  FolderArchive(std::string root, const std::vector<std::string>& include);

  [[nodiscard]] ReportedSource describe() const override;

  [[nodiscard]] std::size_t records() const override { return scan_.files.size(); }

  [[nodiscard]] std::vector<UnreadableEntry> unreadable() const override {
    return scan_.unreadable;
  }

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
  std::string root_;
  std::int64_t opened_;  // nanoseconds since the epoch
  FolderScan scan_;
};

}  // namespace smallprint::indexing
