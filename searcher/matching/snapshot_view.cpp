#include "searcher/matching/snapshot_view.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "common/digest.hpp"
#include "common/error.hpp"
#include "common/passage_splitter.hpp"
#include "common/printable.hpp"
#include "common/snapshot_header.hpp"
#include "searcher/histories/site_policies.hpp"
#include "searcher/matching/columns.hpp"
#include "searcher/matching/passage_lookup.hpp"
#include "searcher/matching/passage_statements.hpp"

namespace smallprint::searching {
namespace {

struct Place {
  const Manifest& manifest;
  ShardReader* shard = nullptr;
  std::uint32_t snapshot = 0;
};

struct PassageLabel {
  std::uint64_t id = 0;
  std::vector<PracticeStatement> statements;
  std::uint32_t first = 0;  // snapshots of the lifespan: [first, first + count)
  std::uint32_t count = 0;
};

/// Rows of the policy that are in force in a snapshot, by headings and text.
using Labels = std::map<std::pair<std::vector<std::string>, std::string>, PassageLabel>;

Labels labels_in_force(ShardReader& shard, std::uint32_t snapshot) {
  Labels labels;
  const std::uint32_t policy = shard.policy_of_snapshot(snapshot);
  for (std::uint32_t row = shard.policy_spans[policy].first_row;
       row < shard.policy_spans[policy + 1].first_row;
       ++row) {
    const std::uint32_t first = shard.row_first[row];
    if (first <= snapshot && snapshot < first + shard.row_count[row]) {
      PassageText passage = shard.passage_text(row);
      PassageLabel label{.id = shard.row_id[row],
                         .statements = load_statements(shard, row, passage),
                         .first = first,
                         .count = shard.row_count[row]};
      labels.emplace(std::pair(std::move(passage.heading), std::move(passage.text)),
                     std::move(label));
    }
  }
  return labels;
}

/// What is said above the body of a stored file: nothing where the archive has no header lines.
/// Which of both it is, the digest of the body tells.
SnapshotHeader header_of(const std::string& file, const SnapshotDetails& details) {
  auto parsed = parse_snapshot_header(file);
  if (auto* const header = std::get_if<SnapshotHeader>(&parsed)) {
    if (digest(std::string_view(file).substr(header->body_begin)) == details.body) {
      return std::move(*header);
    }
  }
  if (digest(file) != details.body) {
    throw Error(ExitCode::kIo,
                fmt::format("{}: the stored text is not what was indexed", printable(details.file)),
                kRebuildHint);
  }
  return {};
}

SnapshotView view_of(const Place& place) {
  ShardReader& shard = *place.shard;
  const std::string file = shard.rebuild_file(place.snapshot);
  SnapshotDetails details = shard.snapshot_details(place.snapshot);
  const SnapshotHeader header = header_of(file, details);
  const Labels labels = labels_in_force(shard, place.snapshot);
  const std::uint32_t policy = shard.policy_of_snapshot(place.snapshot);
  SnapshotView view{.site = std::string(shard.sites[shard.policy_spans[policy].site]),
                    .policy = std::string(shard.policies[policy]),
                    .policy_host = header.policy_host,
                    .title = std::move(details.title),
                    .day = day_of(shard, place.snapshot),
                    .timestamp = std::move(details.timestamp),
                    .archive_url = std::move(details.archive_url),
                    .url = header.url,
                    .archive = archive_of(place.manifest, details),
                    .file = std::move(details.file),
                    .commit = std::move(details.commit),
                    .metadata = decode_snapshot_metadata(details.metadata),
                    .passages = {}};
  for (Passage& passage : split_passages(file, header.body_begin).passages) {
    const auto label = labels.find({passage.heading, passage.text});
    if (label == labels.end()) {
      throw Error(ExitCode::kIo,
                  fmt::format("{}: a passage of the stored text is not in the index", view.file),
                  kRebuildHint);
    }
    view.passages.push_back({.passage_id = passage_id_text(label->second.id),
                             .heading = std::move(passage.heading),
                             .text = std::move(passage.text),
                             .statements = label->second.statements,
                             .byte_begin = passage.byte_begin,
                             .byte_end = passage.byte_end,
                             .first = day_of(shard, label->second.first),
                             .last = day_of(shard, label->second.first + label->second.count - 1),
                             .snapshots = label->second.count});
  }
  return view;
}

SnapshotView show_passage(IndexView& index, const std::string& what) {
  const RankedRow place = find_passage(index, what);
  ShardReader& shard = index.shards[place.shard]->data;
  const std::string id = passage_id_text(shard.row_id[place.row]);
  SnapshotView view = view_of({index.manifest, &shard, shard.row_first[place.row]});
  std::erase_if(view.passages,
                [&](const SnapshotPassage& passage) { return passage.passage_id != id; });
  return view;
}

}  // namespace

SnapshotView show(IndexView& index, const std::string& what) {
  if (what.starts_with(kPassageIdPrefix)) {
    return show_passage(index, what);
  }
  const std::size_t at = what.rfind('@');
  const std::string name = what.substr(0, at);
  std::optional<Day> day;
  if (at != std::string::npos) {
    day = parse_day(std::string_view(what).substr(at + 1));
    if (!day) {
      throw Error(ExitCode::kUsage, fmt::format("{}: {}", what, why_no_day(what.substr(at + 1))));
    }
  }
  const auto series = find_policy(index, name);
  if (!series) {
    throw Error(ExitCode::kNoInput, fmt::format("{}: no such site in this index", name));
  }
  const std::uint32_t snapshot = day ? find_capture(*series, name, *day) : series->last - 1;
  return view_capture(index, *series, snapshot);
}

SnapshotView view_capture(IndexView& index, const PolicySeries& series, std::uint32_t snapshot) {
  return view_of({index.manifest, &series.data(), snapshot});
}

}  // namespace smallprint::searching
