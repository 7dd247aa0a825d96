/// Where snapshots come from: a folder, or the history of a git repository.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "common/snapshot.hpp"
#include "common/snapshot_header.hpp"
#include "indexer/progress.hpp"
#include "indexer/run_report.hpp"
#include "indexer/snapshot_entry.hpp"

namespace smallprint::indexing {

/// Which version of which file a candidate is.
struct RecordIdentity {
  std::string path;    ///< relative to the source, bytes as stored, '/' between its parts
  std::string commit;  ///< 40 hexadecimal digits; "" in a folder
  std::string blob;    ///< likewise; equal ids are equal bytes. "" where only reading tells
};

/// Something below the source that should have been read and cannot be.
struct UnreadableEntry {
  std::string path;    ///< as in RecordIdentity; a file or a folder, "" for the source itself
  std::string detail;  ///< `dangling link`, `named pipe`, `Permission denied`, ...

  friend bool operator==(const UnreadableEntry&, const UnreadableEntry&) = default;
};

/// What is odd about what stands beside a file.
struct SourceWarning {
  Warning warning;
  std::string detail;  ///< for people
};

/// One SOURCE of a build. Its candidates are numbered from 0 in an order that depends on the
/// archive alone, those with the same blob together. All members may be called from several
/// threads.
class ArchiveSource {
 public:
  ArchiveSource() = default;
  virtual ~ArchiveSource() = default;
  ArchiveSource(const ArchiveSource&) = delete;
  ArchiveSource& operator=(const ArchiveSource&) = delete;
  ArchiveSource(ArchiveSource&&) = delete;
  ArchiveSource& operator=(ArchiveSource&&) = delete;

  /// For the run report and the manifest.
  [[nodiscard]] virtual ReportedSource describe() const = 0;

  /// Number of candidates.
  [[nodiscard]] virtual std::size_t records() const = 0;

  /// What should have been a candidate and cannot be read.
  [[nodiscard]] virtual std::vector<UnreadableEntry> unreadable() const { return {}; }

  [[nodiscard]] virtual RecordIdentity identity(std::size_t record) const = 0;

  /// Equal stamps: equal bytes, and the same from examine(). "" where only reading tells, for
  /// example for a file that was written moments ago.
  [[nodiscard]] virtual std::string stamp(std::size_t record) const = 0;

  /// The bytes of a candidate into a buffer of the caller, whose memory is used again; or why not:
  /// kTooLarge over kMaxSnapshotBytes, kUnreadable. After a refusal the buffer's content is
  /// unspecified. Throws Error(kIo) where the archive itself is damaged.
  [[nodiscard]] virtual std::optional<Refusal> read(std::size_t record,
                                                    std::string& buffer) const = 0;

  /// What the bytes of a candidate alone say; the same for equal bytes. Where this archive keeps
  /// site and date beside the file, those of the header are left empty.
  [[nodiscard]] virtual std::variant<SnapshotRecord, Refusal> examine(
      std::string_view bytes) const = 0;

  /// Adds to an entry made from examine() what stands beside the file, and appends what is odd
  /// there.
  [[nodiscard]] virtual std::optional<Refusal> complete(
      std::size_t record, SnapshotEntry& entry, std::vector<SourceWarning>& warnings) const = 0;
};

/// How the SOURCEs of a build are to be read.
struct SourceOptions {
  /// Only files that match one of these fnmatch(3) patterns, by their path (where `*` matches a '/'
  /// too) or by their name alone. Empty: the default of the source's layout.
  std::vector<std::string> include;
  std::string ref;  ///< of git repositories: whose history is read; empty: HEAD
  bool allow_alternates = false;
};

using ArchiveSources = std::vector<std::unique_ptr<ArchiveSource>>;

/// Opens each path and finds its candidates: a bare git repository or the root of a work tree is
/// read as git, anything else as a folder. Throws Error(kNoInput) for what is missing or cannot be
/// used as it is, kIo for what cannot be read, kUsage when `ref` is given and no path is a
/// repository, and what throw_if_interrupted throws.
[[nodiscard]] ArchiveSources open_archives(const std::vector<std::string>& paths,
                                           const SourceOptions& options,
                                           Progress& progress);

}  // namespace smallprint::indexing
