/// The shards of a generation: all derived anew, or those of the generation before with what
/// changed beside them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "common/manifest.hpp"
#include "indexer/archive_source.hpp"
#include "indexer/labeling_plan.hpp"
#include "indexer/progress.hpp"
#include "indexer/site_parts.hpp"
#include "indexer/update_plan.hpp"

namespace smallprint::indexing {

/// What shards are made from, and with.
struct ShardInputs {
  const std::vector<SnapshotEntry>& entries;
  const ArchiveSources& sources;
  const LabelingPlan& labeling;
  std::uint64_t bytes_per_shard = 0;
  unsigned jobs = 1;
};

/// Writes shard-00, shard-01, ... and the templates of all into `working`, and what they hold into
/// `manifest`: shards, passages, occurrences, words, files. Synced. Throws Error(kIo), also when a
/// file is no longer what it was when the list was made, and what throw_if_interrupted throws.
void write_all_shards(const std::filesystem::path& working,
                      const ShardInputs& inputs,
                      const std::vector<SitePart>& sites,
                      Progress& progress,
                      Manifest& manifest);

/// The same from a generation: its shards by `plan`, then new ones. The digests of what is carried
/// over are those of `before`: damage that came in between is not signed anew.
void write_updated_shards(const std::filesystem::path& working,
                          const ShardInputs& inputs,
                          const UpdatePlan& plan,
                          const std::filesystem::path& generation,
                          const Manifest& before,
                          Progress& progress,
                          Manifest& manifest);

}  // namespace smallprint::indexing
