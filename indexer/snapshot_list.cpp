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
#include "indexer/folder_source.hpp"
#include "indexer/interruption.hpp"
#include "indexer/snapshot_reader.hpp"
#include "indexer/worker_pool.hpp"
#include "schemas/index_schema.hpp"

namespace smallprint::indexing {
namespace {

constexpr std::size_t kFilesPerTask = 64;

struct Candidate {
  std::uint32_t archive = 0;
  FileEntry file;
};

/// What one task read; joined in the order of tasks, so threads leave no trace.
struct Batch {
  std::vector<SnapshotEntry> entries;
  std::vector<ReportedFile> rejected;
  std::vector<ReportedFile> warnings;
  std::uint64_t bytes_read = 0;
};

ReportedFile reported(const std::string& file, std::string_view reason, std::string detail) {
  return {.file = file, .reason = std::string(reason), .detail = std::move(detail)};
}

void read_candidate(const std::string& source, const Candidate& candidate, Batch& batch) {
  const std::string& path = candidate.file.path;
  const auto refuse = [&](const Refusal& refusal) {
    batch.rejected.push_back(reported(path, reason_name(refusal.reason), refusal.detail));
  };
  const auto content = read_file(source, path);
  if (const auto* refusal = std::get_if<Refusal>(&content)) {
    return refuse(*refusal);
  }
  const auto& bytes = std::get<std::string>(content);
  batch.bytes_read += bytes.size();
  auto read = read_snapshot(bytes);
  if (const auto* refusal = std::get_if<Refusal>(&read)) {
    return refuse(*refusal);
  }
  auto& [header, body] = std::get<SnapshotRecord>(read);
  for (const Warning warning : header.warnings) {
    batch.warnings.push_back(reported(path, reason_name(warning), {}));
  }
  batch.entries.push_back({.site = header.site,
                           .policy = header.site,
                           .day = header.day,
                           .timestamp = std::move(header.timestamp),
                           .body = body,
                           .archive_url = std::move(header.archive_url),
                           .archive = candidate.archive,
                           .file = path,
                           .bytes = bytes.size()});
}

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
      list.rejected.push_back(reported(entry.file,
                                       reason_name(Rejection::kDuplicateSnapshot),
                                       "the same snapshot as " + kept.back().file));
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

std::vector<Candidate> find_candidates(const std::vector<std::string>& sources,
                                       const std::vector<std::string>& include,
                                       SnapshotList& list) {
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    FolderScan scan = scan_folder(sources[i], {.include = include});
    for (UnreadableEntry& entry : scan.unreadable) {
      list.rejected.push_back(
          reported(entry.path, reason_name(Rejection::kUnreadable), std::move(entry.detail)));
    }
    list.candidates_by_source.push_back(scan.files.size() + scan.unreadable.size());
    list.candidates += list.candidates_by_source.back();
    for (FileEntry& file : scan.files) {
      candidates.push_back({.archive = static_cast<std::uint32_t>(i), .file = std::move(file)});
    }
  }
  return candidates;
}

std::string hex_of(Digest& digest) {
  return "xxh128:" + to_hex(digest.value());
}

}  // namespace

SnapshotList collect_snapshots(const std::vector<std::string>& sources,
                               const std::vector<std::string>& include,
                               unsigned jobs,
                               Progress& progress) {
  SnapshotList list;
  const std::vector<Candidate> candidates = find_candidates(sources, include, list);
  std::vector<Batch> batches((candidates.size() + kFilesPerTask - 1) / kFilesPerTask);
  progress.begin("reading", "files", candidates.size());
  run_tasks(batches.size(), jobs, [&](std::size_t task) {
    throw_if_interrupted();
    const std::size_t end = std::min(candidates.size(), (task + 1) * kFilesPerTask);
    for (std::size_t i = task * kFilesPerTask; i < end; ++i) {
      read_candidate(sources[candidates[i].archive], candidates[i], batches[task]);
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
