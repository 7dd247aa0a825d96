#include "indexer/snapshot_list.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <tuple>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "common/byte_io.hpp"
#include "common/snapshot_header.hpp"
#include "common/text_analyzer.hpp"
#include "indexer/interruption.hpp"
#include "indexer/removals.hpp"
#include "indexer/snapshot_reader.hpp"
#include "indexer/worker_pool.hpp"
#include "schemas/index_schema.hpp"

namespace smallprint::indexing {
namespace {

constexpr std::size_t kRecordsPerTask = 64;

/// Candidates [begin, end) of one source, all versions with the same blob in one task.
struct Task {
  std::uint32_t archive = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// What one task read; joined in the order of tasks, so threads leave no trace.
struct Batch {
  std::vector<SnapshotEntry> entries;
  std::vector<ReportedFile> rejected;
  std::vector<ReportedFile> warnings;
  std::uint64_t bytes_read = 0;
};

ReportedFile reported(const RecordIdentity& identity, std::string_view reason, std::string detail) {
  return {.file = identity.path,
          .reason = std::string(reason),
          .detail = std::move(detail),
          .commit = identity.commit};
}

/// Reads the candidates of one task. Equal blobs are read and judged once.
class RecordReader {
 public:
  RecordReader(const ArchiveSource& source, std::uint32_t archive, Batch& batch)
      : source_(source), archive_(archive), batch_(batch) {}

  void read(std::size_t record) {
    const RecordIdentity identity = source_.identity(record);
    if (identity.blob.empty() || identity.blob != blob_) {
      read_content(record);
      blob_ = identity.blob;
    }
    if (const auto* refusal = std::get_if<Refusal>(&content_)) {
      return refuse(identity, *refusal);
    }
    const auto& [header, body] = std::get<SnapshotRecord>(content_);
    SnapshotEntry entry{.site = header.site,
                        .policy = header.site,
                        .day = header.day,
                        .timestamp = header.timestamp,
                        .body = body,
                        .archive_url = header.archive_url,
                        .archive = archive_,
                        .record = static_cast<std::uint32_t>(record),
                        .file = identity.path,
                        .bytes = buffer_.size()};
    if (const auto refusal = source_.complete(record, entry)) {
      return refuse(identity, *refusal);
    }
    for (const Warning warning : header.warnings) {
      batch_.warnings.push_back(reported(identity, reason_name(warning), {}));
    }
    batch_.entries.push_back(std::move(entry));
  }

 private:
  void read_content(std::size_t record) {
    if (auto refusal = source_.read(record, buffer_)) {
      content_ = *std::move(refusal);
      return;
    }
    batch_.bytes_read += buffer_.size();
    content_ = source_.examine(buffer_);
  }

  void refuse(const RecordIdentity& identity, const Refusal& refusal) {
    batch_.rejected.push_back(reported(identity, reason_name(refusal.reason), refusal.detail));
  }

  const ArchiveSource& source_;
  std::uint32_t archive_;
  Batch& batch_;
  std::string blob_;  // whose content is at hand
  std::string buffer_;
  std::variant<SnapshotRecord, Refusal> content_;
};

/// Of equal snapshots the one with metadata comes first, and is the one that is kept.
auto order_key(const SnapshotEntry& entry) {
  return std::tuple_cat(
      std::tie(entry.site, entry.policy, entry.day, entry.timestamp, entry.body),
      std::tuple(entry.metadata.empty()),
      std::tie(entry.metadata, entry.archive_url, entry.archive, entry.file, entry.commit));
}

bool is_same_snapshot(const SnapshotEntry& a, const SnapshotEntry& b) {
  return std::tie(a.policy, a.day, a.timestamp, a.body) ==
         std::tie(b.policy, b.day, b.timestamp, b.body);
}

void drop_duplicates(SnapshotList& list) {
  std::vector<SnapshotEntry> kept;
  kept.reserve(list.entries.size());
  for (SnapshotEntry& entry : list.entries) {
    if (!kept.empty() && is_same_snapshot(kept.back(), entry)) {
      list.rejected.push_back(
          reported({.path = entry.file, .commit = entry.commit, .blob = {}},
                   reason_name(Rejection::kDuplicateSnapshot),
                   "the same snapshot as " + version_name(kept.back().commit, kept.back().file)));
      kept.back().after_removal |= entry.after_removal;
    } else {
      kept.push_back(std::move(entry));
    }
  }
  list.entries = std::move(kept);
}

template <typename T>
void append(std::vector<T>& to, std::vector<T>& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

std::vector<Task> plan_tasks(const ArchiveSources& sources) {
  std::vector<Task> tasks;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const ArchiveSource& source = *sources[i];
    const auto goes_on = [&](std::size_t record) {
      const std::string blob = source.identity(record).blob;
      return !blob.empty() && blob == source.identity(record - 1).blob;
    };
    for (std::size_t begin = 0; begin < source.records();) {
      std::size_t end = std::min(source.records(), begin + kRecordsPerTask);
      while (end < source.records() && goes_on(end)) {
        ++end;
      }
      tasks.push_back({.archive = static_cast<std::uint32_t>(i), .begin = begin, .end = end});
      begin = end;
    }
  }
  return tasks;
}

void count_candidates(const ArchiveSources& sources, SnapshotList& list) {
  for (const auto& source : sources) {
    const std::vector<UnreadableEntry> unreadable = source->unreadable();
    for (const UnreadableEntry& entry : unreadable) {
      list.rejected.push_back(reported({.path = entry.path, .commit = {}, .blob = {}},
                                       reason_name(Rejection::kUnreadable),
                                       entry.detail));
    }
    list.candidates += source->records() + unreadable.size();
  }
}

std::string hex_of(Digest& digest) {
  return "xxh128:" + to_hex(digest.value());
}

}  // namespace

SnapshotList collect_snapshots(const ArchiveSources& sources, unsigned jobs, Progress& progress) {
  SnapshotList list;
  count_candidates(sources, list);
  const std::vector<Task> tasks = plan_tasks(sources);
  std::vector<Batch> batches(tasks.size());
  progress.begin("reading", "files", list.candidates - list.rejected.size());
  run_tasks(tasks.size(), jobs, [&](std::size_t number) {
    throw_if_interrupted();
    const Task& task = tasks[number];
    RecordReader reader(*sources[task.archive], task.archive, batches[number]);
    for (std::size_t record = task.begin; record < task.end; ++record) {
      reader.read(record);
      progress.advance();
    }
  });
  progress.end();
  for (Batch& batch : batches) {
    append(list.entries, batch.entries);
    append(list.rejected, batch.rejected);
    append(list.warnings, batch.warnings);
    list.bytes_read += batch.bytes_read;
  }
  std::sort(
      list.entries.begin(), list.entries.end(), [](const SnapshotEntry& a, const SnapshotEntry& b) {
        return order_key(a) < order_key(b);
      });
  mark_removals(sources, list.entries);
  drop_duplicates(list);
  return list;
}

ContentDigests digest_snapshots(const std::vector<SnapshotEntry>& entries,
                                const std::vector<std::string>& sources,
                                const std::string& labeler) {
  Digest index;
  Digest content;
  Digest source;
  std::string bytes;
  put_varint(bytes, static_cast<std::uint64_t>(kSchemaVersion));
  put_string(bytes, analyzer_settings());
  put_string(bytes, labeler);
  index.update(bytes);
  source.update(bytes);
  for (const SnapshotEntry& entry : entries) {
    bytes.clear();
    put_string(bytes, entry.policy);
    put_string(bytes, entry.timestamp);
    put_string(bytes, to_hex(entry.body));
    content.update(bytes);
    put_string(bytes, entry.site);
    put_string(bytes, format_day(entry.day));
    put_string(bytes, entry.archive_url);
    put_varint(bytes, entry.after_removal ? 1 : 0);
    put_string(bytes, entry.metadata);
    index.update(bytes);
    put_string(bytes, sources[entry.archive]);
    put_string(bytes, entry.file);
    put_string(bytes, entry.commit);
    source.update(bytes);
  }
  return {.index = hex_of(index), .content = hex_of(content), .source = hex_of(source)};
}

}  // namespace smallprint::indexing
