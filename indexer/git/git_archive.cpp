#include "indexer/git/git_archive.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "common/calendar.hpp"
#include "common/error.hpp"
#include "common/printable.hpp"
#include "indexer/commit_record.hpp"
#include "indexer/snapshot_reader.hpp"

namespace smallprint::indexing {
namespace {

/// 14 digits, UTC; nothing outside the years that a timestamp can say.
std::optional<std::string> timestamp_of(const std::optional<std::int64_t>& seconds) {
  constexpr std::int64_t kEarliest = -62135596800;  // 0001-01-01T00:00:00Z
  constexpr std::int64_t kLatest = 253402300799;    // 9999-12-31T23:59:59Z
  if (!seconds || *seconds < kEarliest || *seconds > kLatest) {
    return std::nullopt;
  }
  const std::chrono::sys_seconds time{std::chrono::seconds(*seconds)};
  const Day day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::hh_mm_ss clock(time - day);
  std::string timestamp = midnight_timestamp(day).substr(0, 8);
  timestamp += fmt::format(
      "{:02}{:02}{:02}", clock.hours().count(), clock.minutes().count(), clock.seconds().count());
  return timestamp;
}

}  // namespace

/// A handle for the time of one call.
class GitArchive::Lease {
 public:
  explicit Lease(const GitArchive& archive) : archive_(archive) {
    {
      const std::lock_guard lock(archive_.mutex_);
      if (!archive_.idle_.empty()) {
        repository_ = std::move(archive_.idle_.back());
        archive_.idle_.pop_back();
      }
    }
    if (repository_ == nullptr) {
      repository_ = std::make_unique<GitRepository>(archive_.path_, archive_.alternates_);
    }
  }

  ~Lease() {
    const std::lock_guard lock(archive_.mutex_);
    archive_.idle_.push_back(std::move(repository_));
  }

  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;
  Lease(Lease&&) = delete;
  Lease& operator=(Lease&&) = delete;

  const GitRepository& operator*() const { return *repository_; }

  const GitRepository* operator->() const { return repository_.get(); }

 private:
  const GitArchive& archive_;
  std::unique_ptr<GitRepository> repository_;
};

GitArchive::GitArchive(std::string path, const SourceOptions& options, Progress& progress)
    : path_(std::move(path)),
      alternates_(options.allow_alternates ? AlternatesPolicy::kAllow : AlternatesPolicy::kRefuse) {
  walk(options, progress);
  put_equal_blobs_together();
}

void GitArchive::walk(const SourceOptions& options, Progress& progress) {
  const Lease repository(*this);
  tip_ = repository->resolve(options.ref);
  CommitGraph graph(*repository, tip_.commit);
  TreeCache trees(*repository);
  layout_ = layout_of_history(*repository, trees, graph);
  const LayoutSelection selection(layout_, options.include);
  history_ = walk_history(graph, trees, selection, progress);
  commits_ = graph.commits();
  if (history_.versions.empty()) {
    throw Error(
        ExitCode::kNoInput,
        fmt::format(
            "{}: no file in the history of {} is selected", printable(path_), printable(tip_.ref)),
        options.include.empty()
            ? "of `Service/Terms type.md` only Privacy Policy.md is read; --include chooses"
            : "--include names paths such as 'Service/Privacy Policy.md'");
  }
}

/// From the last tree that has files to judge by: the tip's may be empty.
ArchiveLayout GitArchive::layout_of_history(const GitRepository& repository,
                                            TreeCache& trees,
                                            const CommitGraph& graph) const {
  const auto& commits = graph.commits();
  for (auto commit = commits.rbegin(); commit != commits.rend(); ++commit) {
    if (const auto layout = find_layout(repository, trees, commit->tree)) {
      return *layout;
    }
  }
  throw Error(ExitCode::kNoInput,
              fmt::format("{}: no *.md, *.markdown or *.txt file in the history of {}",
                          printable(path_),
                          printable(tip_.ref)),
              "--ref names another branch; git -C SOURCE branch -a lists them");
}

/// Orders versions by path, then as they came about, and puts those of one blob behind its first.
/// Versions of a file are mostly stored as differences from one another, so this is also the order
/// in which they are read fast.
void GitArchive::put_equal_blobs_together() {
  auto& versions = history_.versions;
  const auto& paths = history_.paths;
  std::stable_sort(versions.begin(), versions.end(), [&](const auto& a, const auto& b) {
    return a.path != b.path && paths[a.path] < paths[b.path];
  });
  std::vector<std::uint32_t> by_blob(versions.size());
  std::iota(by_blob.begin(), by_blob.end(), 0U);
  std::sort(by_blob.begin(), by_blob.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tie(versions[a].blob, a) < std::tie(versions[b].blob, b);
  });
  std::vector<std::uint32_t> first(versions.size());
  for (std::size_t i = 0; i < by_blob.size(); ++i) {
    const bool is_same = i > 0 && versions[by_blob[i]].blob == versions[by_blob[i - 1]].blob;
    first[by_blob[i]] = is_same ? first[by_blob[i - 1]] : by_blob[i];
  }
  std::vector<std::uint32_t>& order = by_blob;
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return first[a] < first[b];
  });
  std::vector<FileVersion> ordered;
  ordered.reserve(versions.size());
  for (const std::uint32_t version : order) {
    ordered.push_back(versions[version]);
  }
  versions = std::move(ordered);
}

ReportedSource GitArchive::describe() const {
  return {.kind = "git",
          .path = path_,
          .files = history_.versions.size(),
          .git = ReportedHistory{.ref = tip_.ref,
                                 .tip = to_hex(tip_.commit),
                                 .layout = std::string(layout_name(layout_)),
                                 .commits = commits_.size(),
                                 .removals = history_.removals.size(),
                                 .renames = history_.renames,
                                 .skipped = history_.skipped}};
}

RecordIdentity GitArchive::identity(std::size_t record) const {
  const FileVersion& version = history_.versions[record];
  return {.path = history_.paths[version.path],
          .commit = to_hex(commits_[version.commit].id),
          .blob = to_hex(version.blob)};
}

std::string GitArchive::stamp(std::size_t record) const {
  const bool has_header_line = layout_ == ArchiveLayout::kHeaderLine;
  return (has_header_line ? "header line " : "terms ") + to_hex(history_.versions[record].blob);
}

std::optional<Refusal> GitArchive::read(std::size_t record, std::string& buffer) const {
  const ObjectId& blob = history_.versions[record].blob;
  const Lease repository(*this);
  const std::uint64_t bytes = repository->size_of(blob);
  if (bytes > kMaxSnapshotBytes) {
    return Refusal{Rejection::kTooLarge,
                   fmt::format("the file has {} bytes, over {}", bytes, kMaxSnapshotBytes)};
  }
  repository->read(blob, ObjectKind::kBlob, buffer);
  return std::nullopt;
}

std::variant<SnapshotRecord, Refusal> GitArchive::examine(std::string_view bytes) const {
  return layout_ == ArchiveLayout::kHeaderLine ? read_snapshot(bytes) : read_plain_snapshot(bytes);
}

std::optional<Refusal> GitArchive::complete(std::size_t record,
                                            SnapshotEntry& entry,
                                            std::vector<SourceWarning>& warnings) const {
  const FileVersion& version = history_.versions[record];
  entry.commit = to_hex(commits_[version.commit].id);
  entry.after_removal = version.returned;
  if (layout_ == ArchiveLayout::kTerms) {
    return complete_terms(version, entry);
  }
  if (version.alone) {
    complete_from_message(version, entry, warnings);
  }
  return std::nullopt;
}

std::optional<Refusal> GitArchive::complete_terms(const FileVersion& version,
                                                  SnapshotEntry& entry) const {
  auto parsed = parse_terms_path(history_.paths[version.series]);
  if (auto* const refusal = std::get_if<Refusal>(&parsed)) {
    return std::move(*refusal);
  }
  auto timestamp = timestamp_of(commits_[version.commit].author_time);
  if (!timestamp) {
    return Refusal{Rejection::kBadDate,
                   "the commit has no author date between the years 1 and 9999"};
  }
  auto& document = std::get<TermsDocument>(parsed);
  entry.site = std::move(document.site);
  entry.policy = std::move(document.policy);
  entry.day = day_of_timestamp(*timestamp);
  entry.timestamp = *std::move(timestamp);
  return std::nullopt;
}

void GitArchive::complete_from_message(const FileVersion& version,
                                       SnapshotEntry& entry,
                                       std::vector<SourceWarning>& warnings) const {
  std::string object;
  {
    const Lease repository(*this);
    repository->read(commits_[version.commit].id, ObjectKind::kCommit, object);
  }
  const auto header = parse_commit(object);
  if (!header) {
    return;  // it was well-formed when the graph was read
  }
  const auto parsed = parse_commit_record(std::string_view(object).substr(header->message_begin));
  if (const auto* const broken = std::get_if<BrokenRecord>(&parsed)) {
    warnings.push_back({.warning = Warning::kBadRecord, .detail = broken->reason});
  }
  const auto* const record = std::get_if<CommitRecord>(&parsed);
  if (record == nullptr) {
    return;
  }
  for (const std::string& unreadable : record->unreadable) {
    warnings.push_back({.warning = Warning::kBadRecord, .detail = unreadable});
  }
  if (!record->timestamp.empty()) {
    if (entry.day != day_of_timestamp(record->timestamp)) {
      warnings.push_back({.warning = Warning::kDateDisagrees,
                          .detail = fmt::format("the commit's record says {}, the header line {}",
                                                record->timestamp,
                                                format_day(entry.day))});
    }
    entry.timestamp = record->timestamp;
    entry.day = day_of_timestamp(entry.timestamp);
  }
  entry.metadata = encode(record->metadata);
}

}  // namespace smallprint::indexing
