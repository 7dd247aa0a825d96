#include "indexer/snapshot_list.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "common/byte_io.hpp"
#include "common/error.hpp"
#include "common/snapshot_header.hpp"
#include "common/text_analyzer.hpp"
#include "indexer/interruption.hpp"
#include "indexer/snapshot_reader.hpp"
#include "indexer/worker_pool.hpp"
#include "schemas/index_schema.hpp"

namespace smallprint::indexing {
namespace {

constexpr std::size_t kRecordsPerTask = 64;

/// Candidates of one source that are to be read, all versions with the same blob in one task.
struct Task {
  std::uint32_t archive = 0;
  std::vector<std::size_t> records;
};

/// What one task read; joined in the order of tasks, so threads leave no trace.
struct Batch {
  std::vector<SnapshotEntry> entries;
  std::vector<ReportedFile> rejected;
  std::vector<ReportedFile> warnings;
  std::vector<StampedReading> readings;
  std::uint64_t bytes_read = 0;
};

ReportedFile reported(const RecordIdentity& identity, std::string_view reason, std::string detail) {
  return {.file = identity.path,
          .reason = std::string(reason),
          .detail = std::move(detail),
          .commit = identity.commit};
}

/// Adds what a candidate's content and what stands beside the file make of it.
void add_record(const ArchiveSource& source,
                std::uint32_t archive,
                std::size_t record,
                const Reading& reading,
                Batch& batch) {
  const RecordIdentity identity = source.identity(record);
  const auto refuse = [&](const Refusal& refusal) {
    batch.rejected.push_back(reported(identity, reason_name(refusal.reason), refusal.detail));
  };
  if (const auto* refusal = std::get_if<Refusal>(&reading.content)) {
    return refuse(*refusal);
  }
  const auto& [header, body] = std::get<SnapshotRecord>(reading.content);
  SnapshotEntry entry{.site = header.site,
                      .policy = header.site,
                      .day = header.day,
                      .timestamp = header.timestamp,
                      .body = body,
                      .archive_url = header.archive_url,
                      .archive = archive,
                      .record = static_cast<std::uint32_t>(record),
                      .file = identity.path,
                      .bytes = reading.bytes};
  std::vector<SourceWarning> warnings;
  if (const auto refusal = source.complete(record, entry, warnings)) {
    return refuse(*refusal);
  }
  for (SourceWarning& warning : warnings) {
    batch.warnings.push_back(
        reported(identity, reason_name(warning.warning), std::move(warning.detail)));
  }
  for (const Warning warning : header.warnings) {
    batch.warnings.push_back(reported(identity, reason_name(warning), {}));
  }
  batch.entries.push_back(std::move(entry));
}

/// Reads the candidates of one task. Equal blobs are read and judged once.
class RecordReader {
 public:
  RecordReader(const ArchiveSource& source, std::uint32_t archive, Batch& batch)
      : source_(source), archive_(archive), batch_(batch) {}

  void read(std::size_t record) {
    const std::string blob = source_.identity(record).blob;
    if (blob.empty() || blob != blob_) {
      read_content(record);
      blob_ = blob;
    }
    add_record(source_, archive_, record, reading_, batch_);
  }

 private:
  void read_content(std::size_t record) {
    if (auto refusal = source_.read(record, buffer_)) {
      reading_ = {.content = *std::move(refusal), .bytes = 0};
      return;  // may be readable another time
    }
    batch_.bytes_read += buffer_.size();
    reading_ = {.content = source_.examine(buffer_), .bytes = buffer_.size()};
    if (const std::string stamp = source_.stamp(record); !stamp.empty()) {
      batch_.readings.push_back({.stamp = digest(stamp), .encoded = encode(reading_)});
    }
  }

  const ArchiveSource& source_;
  std::uint32_t archive_;
  Batch& batch_;
  std::string blob_;  // whose content is at hand
  std::string buffer_;
  Reading reading_{.content = Refusal{}, .bytes = 0};
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

/// Takes what is known of the candidates; the others are left to be read.
class TaskPlan {
 public:
  TaskPlan(KnownReadings* known, Batch& batch) : known_(known), batch_(batch) {}

  void add(const ArchiveSource& source, std::uint32_t archive) {
    bool begins_source = true;
    std::string last_blob;
    for (std::size_t record = 0; record < source.records(); ++record) {
      if (take_known(source, archive, record)) {
        continue;
      }
      std::string blob = source.identity(record).blob;
      const bool goes_on = !blob.empty() && blob == last_blob;
      if (begins_source || (tasks_.back().records.size() >= kRecordsPerTask && !goes_on)) {
        tasks_.push_back({.archive = archive, .records = {}});
        begins_source = false;
      }
      tasks_.back().records.push_back(record);
      last_blob = std::move(blob);
    }
  }

  [[nodiscard]] const std::vector<Task>& tasks() const { return tasks_; }

  [[nodiscard]] std::size_t records() const {
    std::size_t records = 0;
    for (const Task& task : tasks_) {
      records += task.records.size();
    }
    return records;
  }

 private:
  bool take_known(const ArchiveSource& source, std::uint32_t archive, std::size_t record) {
    const std::string stamp = known_ == nullptr ? std::string() : source.stamp(record);
    const auto reading = stamp.empty() ? std::nullopt : look_up(digest(stamp));
    if (reading) {
      add_record(source, archive, record, *reading, batch_);
    }
    return reading.has_value();
  }

  /// Where the readings are damaged, files are read instead.
  std::optional<Reading> look_up(const Digest128& stamp) {
    try {
      const auto encoded = known_->find(stamp);
      if (!encoded) {
        return std::nullopt;
      }
      Reading reading = decode_reading(*encoded);
      if (batch_.readings.empty() || batch_.readings.back().stamp != stamp) {
        batch_.readings.push_back({.stamp = stamp, .encoded = std::string(*encoded)});
      }
      return reading;
    } catch (const Error&) {
      known_ = nullptr;
      return std::nullopt;
    }
  }

  KnownReadings* known_;
  Batch& batch_;
  std::vector<Task> tasks_;
};

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

SnapshotList collect_snapshots(const ArchiveSources& sources,
                               KnownReadings* known,
                               unsigned jobs,
                               Progress& progress) {
  SnapshotList list;
  count_candidates(sources, list);
  Batch known_batch;
  TaskPlan plan(known, known_batch);
  for (std::size_t i = 0; i < sources.size(); ++i) {
    plan.add(*sources[i], static_cast<std::uint32_t>(i));
  }
  const std::vector<Task>& tasks = plan.tasks();
  std::vector<Batch> batches(tasks.size());
  progress.begin("reading", "files", plan.records());
  run_tasks(tasks.size(), jobs, [&](std::size_t number) {
    throw_if_interrupted();
    const Task& task = tasks[number];
    RecordReader reader(*sources[task.archive], task.archive, batches[number]);
    for (const std::size_t record : task.records) {
      reader.read(record);
      progress.advance();
    }
  });
  progress.end();
  batches.push_back(std::move(known_batch));
  for (Batch& batch : batches) {
    append(list.entries, batch.entries);
    append(list.rejected, batch.rejected);
    append(list.warnings, batch.warnings);
    append(list.readings, batch.readings);
    list.bytes_read += batch.bytes_read;
  }
  std::sort(
      list.entries.begin(), list.entries.end(), [](const SnapshotEntry& a, const SnapshotEntry& b) {
        return order_key(a) < order_key(b);
      });
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
