#include "tests/support/recorded_index.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <tuple>
#include <utility>
#include <variant>

#include "common/generation.hpp"
#include "common/manifest.hpp"
#include "common/text_analyzer.hpp"
#include "indexer/labeling_plan.hpp"
#include "indexer/shard_writer.hpp"
#include "indexer/snapshot_list.hpp"
#include "indexer/snapshot_reader.hpp"
#include "indexer/templates/template_writer.hpp"
#include "schemas/index_schema.hpp"

namespace smallprint::testing_support {
namespace {

namespace fs = std::filesystem;
using indexing::SnapshotEntry;

struct Recorded {
  SnapshotEntry entry;
  SnapshotHeader header;
  std::string bytes;
};

auto order_key(const Recorded& one) {
  return std::tie(one.entry.site, one.entry.day, one.entry.timestamp, one.entry.body);
}

Recorded recorded(const SmallSnapshot& snapshot) {
  std::string bytes = file_of(snapshot);
  auto read = indexing::read_snapshot(bytes);
  if (!std::holds_alternative<SnapshotRecord>(read)) {
    throw std::runtime_error(snapshot.site + ": no snapshot");
  }
  SnapshotHeader header = std::get<SnapshotRecord>(std::move(read)).header;
  SnapshotEntry entry{.site = header.site,
                      .policy = header.site,
                      .day = header.day,
                      .timestamp = header.timestamp,
                      .body = digest(std::string_view(bytes).substr(header.body_begin)),
                      .archive_url = header.archive_url,
                      .archive = 0,
                      .record = 0,
                      .file = header.site + ".md",
                      .commit = commit_of(header.timestamp),
                      .bytes = bytes.size(),
                      .after_removal = snapshot.after_removal,
                      .metadata = encode(snapshot.metadata)};
  return {.entry = std::move(entry), .header = std::move(header), .bytes = std::move(bytes)};
}

std::vector<Recorded> in_order(const std::vector<SmallSnapshot>& snapshots) {
  std::vector<Recorded> all;
  all.reserve(snapshots.size());
  for (const SmallSnapshot& snapshot : snapshots) {
    all.push_back(recorded(snapshot));
  }
  std::sort(all.begin(), all.end(), [](const Recorded& a, const Recorded& b) {
    return order_key(a) < order_key(b);
  });
  const auto end = std::unique(all.begin(), all.end(), [](const Recorded& a, const Recorded& b) {
    return order_key(a) == order_key(b);
  });
  all.erase(end, all.end());
  return all;
}

/// Writes the shard of every site whose place among the sites is `number` modulo `shards`.
RowTotals write_shard(const std::vector<Recorded>& all,
                      const fs::path& folder,
                      std::uint32_t number,
                      std::uint32_t shards) {
  fs::create_directories(folder);
  const indexing::LabelingPlan plan;
  indexing::ShardWriter shard(folder, plan);
  std::set<std::string> sites;
  for (std::size_t i = 0; i < all.size(); ++i) {
    sites.insert(all[i].entry.site);
    if ((sites.size() - 1) % shards != number) {
      continue;
    }
    if (i == 0 || all[i - 1].entry.site != all[i].entry.site) {
      shard.begin_policy(all[i].entry, {});
    }
    shard.add_snapshot(all[i].entry, all[i].header, all[i].bytes);
    if (i + 1 == all.size() || all[i + 1].entry.site != all[i].entry.site) {
      shard.end_policy();
    }
  }
  return shard.close();
}

}  // namespace

std::string commit_of(const std::string& timestamp) {
  return std::string(26, '0') + timestamp;
}

void write_recorded_index(const std::vector<SmallSnapshot>& snapshots,
                          const fs::path& index,
                          std::uint32_t shards) {
  const std::vector<Recorded> all = in_order(snapshots);
  const fs::path generation = index / generation_name(1);
  Manifest manifest;
  manifest.schema_version = kSchemaVersion;
  manifest.analyzer = analyzer_settings();
  manifest.generation = 1;
  manifest.shards_of_full = shards;
  manifest.snapshots = all.size();
  manifest.archives = {{.kind = "git", .path = kRecordedArchive, .ref = "HEAD", .tip = {}}};
  for (std::uint32_t number = 0; number < shards; ++number) {
    const RowTotals totals = write_shard(all, generation / shard_name(number), number, shards);
    manifest.shards.push_back(totals);
    manifest.rows += totals;
  }
  indexing::write_templates(generation, shards, 1);
  manifest.files = digest_files(generation);
  write_manifest(generation, manifest);
  set_current_generation(index, 1);
}

}  // namespace smallprint::testing_support
