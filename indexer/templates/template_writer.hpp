/// Finds the templates of a generation once its shards are written.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string_view>

#include "schemas/index_schema.hpp"

namespace smallprint::indexing {

inline constexpr std::array<std::string_view, 6> kTemplateFiles{
    index_files::kTemplateOfTexts,
    index_files::kTemplateLeaders,
    index_files::kTemplateSites,
    index_files::kPolicyTemplateOfSnapshots,
    index_files::kPolicyTemplateLeaders,
    index_files::kPolicyTemplateSites};

/// Groups the texts of the living rows of shard-00 to the last of `shards` below `generation`, then
/// the contents of the living snapshots, and writes kTemplateFiles there, synced: what
/// common/templates/template_table.hpp reads. The groups depend on the texts and their sites alone,
/// not on shards, dead rows or jobs. Error(kNoIndex), Error(kIo) and what throw_if_interrupted
/// throws. Cost: docs/benchmarks.md.
void write_templates(const std::filesystem::path& generation, std::uint32_t shards, unsigned jobs);

}  // namespace smallprint::indexing
