#include "indexer/generation_shards.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <span>
#include <string>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "common/error.hpp"
#include "common/generation.hpp"
#include "indexer/interruption.hpp"
#include "indexer/shard_plan.hpp"
#include "indexer/shard_reuse.hpp"
#include "indexer/shard_writer.hpp"
#include "indexer/templates/template_writer.hpp"
#include "indexer/worker_pool.hpp"

namespace smallprint::indexing {

namespace fs = std::filesystem;

namespace {

/// Reads a file a second time, to derive its policy. It must be what it was at the first.
void add_snapshot(ShardWriter& shard, const ArchiveSource& source, const SnapshotEntry& entry) {
  std::string bytes;
  if (!source.read(entry.record, bytes)) {
    const auto examined = source.examine(bytes);
    const auto* record = std::get_if<SnapshotRecord>(&examined);
    if (record != nullptr && record->body_digest == entry.body &&
        (record->header.site.empty() || record->header.site == entry.site)) {
      return shard.add_snapshot(entry, record->header, bytes);
    }
  }
  throw Error(
      ExitCode::kIo,
      fmt::format("{}/{}: changed while it was being indexed", source.describe().path, entry.file),
      "run again when nothing writes to the archive");
}

void add_site(ShardWriter& shard,
              const ShardInputs& inputs,
              const SitePart& site,
              Progress& progress) {
  for (std::size_t i = site.begin; i < site.end; ++i) {
    const SnapshotEntry& entry = inputs.entries[i];
    if (i == site.begin || inputs.entries[i - 1].policy != entry.policy) {
      shard.begin_policy(entry, site.fingerprint);
    }
    throw_if_interrupted();
    add_snapshot(shard, *inputs.sources[entry.archive], entry);
    progress.advance();
    if (i + 1 == site.end || inputs.entries[i + 1].policy != entry.policy) {
      shard.end_policy();
    }
  }
}

RowTotals write_shard(const fs::path& folder,
                      const ShardInputs& inputs,
                      const ShardPart& part,
                      Progress& progress) {
  fs::create_directory(folder);
  ShardWriter shard(folder, inputs.labeling);
  for (const SitePart& site : part.sites) {
    add_site(shard, inputs, site, progress);
  }
  return shard.close();
}

void add_shard(const RowTotals& totals, Manifest& manifest) {
  manifest.shards.push_back(totals);
  manifest.rows += totals;
}

/// Derives sites into new shards, numbered from those of the manifest on.
void add_new_shards(const fs::path& working,
                    const ShardInputs& inputs,
                    std::span<const SitePart> sites,
                    Progress& progress,
                    Manifest& manifest) {
  const std::vector<ShardPart> parts = plan_shards(inputs.entries, sites, inputs.bytes_per_shard);
  std::vector<std::size_t> by_size(
      parts.size());  // the largest first, so that threads end together
  std::iota(by_size.begin(), by_size.end(), std::size_t{0});
  std::ranges::stable_sort(
      by_size, std::ranges::greater(), [&](std::size_t i) { return parts[i].bytes; });
  std::vector<RowTotals> totals(parts.size());
  const std::size_t snapshots = std::transform_reduce(
      sites.begin(), sites.end(), std::size_t{0}, std::plus(), [](const SitePart& site) {
        return site.end - site.begin;
      });
  progress.begin("indexing", "snapshots", snapshots);
  run_tasks(parts.size(), inputs.jobs, [&](std::size_t task) {
    const std::size_t i = by_size[task];
    const auto number = static_cast<std::uint32_t>(manifest.shards.size() + i);
    totals[i] = write_shard(working / shard_name(number), inputs, parts[i], progress);
  });
  progress.end();
  for (const RowTotals& shard : totals) {
    add_shard(shard, manifest);
  }
}

/// The digests of a generation's files, by path.
std::map<std::string, ManifestFile> files_by_path(const Manifest& manifest) {
  std::map<std::string, ManifestFile> files;
  for (const ManifestFile& file : manifest.files) {
    files.emplace(file.path, file);
  }
  return files;
}

/// Digests the files of a carried shard, but for those that are the generation's own before.
void add_carried_files(const fs::path& working,
                       std::uint32_t number,
                       const fs::path& from,
                       const std::map<std::string, ManifestFile>& known,
                       Manifest& manifest) {
  const fs::path shard = working / shard_name(number);
  for (const auto& entry : fs::recursive_directory_iterator(shard)) {
    if (!entry.is_regular_file()) {
      continue;
    }
    const fs::path relative = entry.path().lexically_relative(shard);
    const auto file = known.find((from.filename() / relative).string());
    if (file != known.end() && !is_list_of_dead(relative)) {
      ManifestFile carried = file->second;
      carried.path = (shard.filename() / relative).string();
      manifest.files.push_back(std::move(carried));
    } else {
      manifest.files.push_back(digest_file(working, entry.path()));
    }
  }
}

}  // namespace

void write_all_shards(const fs::path& working,
                      const ShardInputs& inputs,
                      const std::vector<SitePart>& sites,
                      Progress& progress,
                      Manifest& manifest) {
  add_new_shards(working, inputs, sites, progress, manifest);
  manifest.shards_of_full = static_cast<std::uint32_t>(manifest.shards.size());
  write_templates(working, manifest.shards_of_full, inputs.jobs);
  manifest.files = digest_files(working);
}

void write_updated_shards(const fs::path& working,
                          const ShardInputs& inputs,
                          const UpdatePlan& plan,
                          const fs::path& generation,
                          const Manifest& before,
                          Progress& progress,
                          Manifest& manifest) {
  const auto known = files_by_path(before);
  for (const std::uint32_t kept : plan.kept) {
    throw_if_interrupted();
    const fs::path from = generation / shard_name(kept);
    const auto number = static_cast<std::uint32_t>(manifest.shards.size());
    const fs::path to = working / shard_name(number);
    fs::create_directory(to);
    RowTotals living = before.shards[kept];
    living -= reuse_shard(from, to, plan.changed);
    add_shard(living, manifest);
    add_carried_files(working, number, from, known, manifest);
  }
  manifest.shards_of_full = plan.kept_of_full;
  const auto carried = static_cast<std::uint32_t>(manifest.shards.size());
  if (!plan.fresh.empty()) {
    add_new_shards(working, inputs, plan.fresh, progress, manifest);
  }
  for (std::uint32_t number = carried; number < manifest.shards.size(); ++number) {
    for (ManifestFile& file : digest_files(working / shard_name(number))) {
      file.path = shard_name(number) + "/" + file.path;
      manifest.files.push_back(std::move(file));
    }
  }
  write_templates(working, static_cast<std::uint32_t>(manifest.shards.size()), inputs.jobs);
  for (const std::string_view name : kTemplateFiles) {
    manifest.files.push_back(digest_file(working, working / name));
  }
  std::ranges::sort(manifest.files, {}, &ManifestFile::path);
}

}  // namespace smallprint::indexing
