#include "indexer/attribute_columns.hpp"

#include <span>
#include <utility>

#include "common/file_writer.hpp"
#include "common/snapshot_attributes.hpp"
#include "common/string_table.hpp"
#include "schemas/index_schema.hpp"

namespace smallprint::indexing {

void AttributeColumns::add(std::string_view metadata) {
  if (metadata.empty()) {
    snapshot_sets_.push_back(0);
    return;
  }
  std::vector<std::uint32_t> values;
  for (std::string& attribute : attributes_of(decode_snapshot_metadata(metadata))) {
    values.push_back(number_of(std::move(attribute)));
  }
  const auto [known, is_new] =
      set_numbers_.try_emplace(values, static_cast<std::uint32_t>(set_ends_.size()));
  if (is_new) {
    set_values_.insert(set_values_.end(), values.begin(), values.end());
    set_ends_.push_back(static_cast<std::uint32_t>(set_values_.size()));
  }
  snapshot_sets_.push_back(known->second);
}

std::uint32_t AttributeColumns::number_of(std::string attribute) {
  const auto [known, is_new] = attribute_numbers_.try_emplace(
      std::move(attribute), static_cast<std::uint32_t>(attributes_.size()));
  if (is_new) {
    attributes_.push_back(known->first);
  }
  return known->second;
}

void AttributeColumns::write(const std::filesystem::path& folder) const {
  const auto write_numbers = [&](std::string_view name, const std::vector<std::uint32_t>& numbers) {
    write_array(folder / name, std::span<const std::uint32_t>(numbers));
  };
  write_string_table(folder / shard_files::kAttributes, {attributes_.begin(), attributes_.end()});
  write_numbers(shard_files::kAttributeSets, set_values_);
  write_numbers(shard_files::kAttributeSetEnds, set_ends_);
  write_numbers(shard_files::kSnapshotAttributes, snapshot_sets_);
}

}  // namespace smallprint::indexing
