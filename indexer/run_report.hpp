/// What a build did, for the machine that watches it: `build --report FILE`, `status --format
/// json`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "indexer/drift.hpp"

namespace smallprint::indexing {

/// A file with something to be said about it.
struct ReportedFile {
  std::string file;    ///< relative to its source, bytes as on disk
  std::string reason;  ///< `no-header`, `link-missing`, ...: reason_name in snapshot_header.hpp
  std::string detail;  ///< for people; may be empty
  std::string commit = {};  ///< 40 hexadecimal digits; empty for a file in a folder
};

/// `file`, or as git writes it `commit:file`.
[[nodiscard]] std::string version_name(const std::string& commit, const std::string& file);

/// The history that a git source was read from.
struct ReportedHistory {
  std::string ref;
  std::string tip;     ///< commit that `ref` named, 40 hexadecimal digits
  std::string layout;  ///< `header-line` or `terms`
  std::uint64_t commits = 0;
  std::uint64_t removals = 0;  ///< of selected files
  std::uint64_t renames = 0;   ///< of selected files, text unchanged
  std::uint64_t skipped = 0;   ///< paths that were symbolic links or submodules
};

struct ReportedSource {
  std::string kind;  ///< `folder` or `git`
  std::string path;
  std::uint64_t files = 0;  ///< candidates, the rejected included; in git, versions of files
  std::optional<ReportedHistory> git = {};
};

/// Against the index that was in force before.
struct Changes {
  struct Policies {
    std::uint64_t added = 0;
    std::uint64_t changed = 0;
    std::uint64_t unchanged = 0;
    std::uint64_t removed = 0;
  };

  struct Snapshots {
    std::uint64_t added = 0;
    std::uint64_t changed = 0;  ///< always 0: another text is another snapshot
    std::uint64_t unchanged = 0;
    std::uint64_t removed = 0;
  };

  Policies policies;
  Snapshots snapshots;
  bool new_generation = false;  ///< false when nothing changed, or nothing was published
};

/// Its fields stand in the order in which they are printed.
struct RunReport {
  std::uint64_t generation = 0;  ///< in force after the run; 0 when there is none
  std::string index_digest;      ///< `xxh128:...`
  std::string content_digest;    ///< `xxh128:...`
  int schema_version = 0;
  std::string labeler;
  std::string started;  ///< UTC, ISO 8601: `2026-01-31T23:59:59Z`
  double seconds = 0;
  std::uint64_t peak_rss_bytes = 0;
  std::uint64_t bytes_read = 0;
  std::uint64_t bytes_indexed = 0;
  std::uint64_t index_bytes = 0;
  std::vector<ReportedSource> sources;
  std::uint64_t sites = 0;
  std::uint64_t policies = 0;
  std::uint64_t snapshots = 0;            ///< accepted ones
  std::uint64_t passages = 0;             ///< after lifespans were formed
  std::uint64_t passage_occurrences = 0;  ///< before
  Changes changes;
  std::optional<Drift> drift;          ///< nothing without a generation to compare with
  std::vector<ReportedFile> rejected;  ///< in any order
  std::vector<ReportedFile> warnings;  ///< in any order
};

/// The report as indented JSON with a line feed at its end, in the shape of
/// schemas/run_report.schema.json. Names are those of json_file_name(), details go through
/// printable(); files are sorted by what that gives, then by reason. Seconds are rounded to
/// milliseconds.
[[nodiscard]] std::string to_json(const RunReport& report);

}  // namespace smallprint::indexing
