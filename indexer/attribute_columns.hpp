/// The attributes of a shard's snapshots: a table of values, the distinct sets of them, and the
/// number of a set per snapshot.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace smallprint::indexing {

/// Sites have few attributes and keep them, so sets are few. Set 0 is the empty one: what snapshots
/// of an archive without metadata have, at four bytes each.
class AttributeColumns {
 public:
  /// Adds the next snapshot by its encoded SnapshotMetadata.
  void add(std::string_view metadata);

  /// Writes the four files (schemas/index_schema.hpp).
  void write(const std::filesystem::path& folder) const;

 private:
  std::uint32_t number_of(std::string attribute);

  std::vector<std::string> attributes_;
  std::unordered_map<std::string, std::uint32_t> attribute_numbers_;
  std::map<std::vector<std::uint32_t>, std::uint32_t> set_numbers_{{{}, 0}};
  std::vector<std::uint32_t> set_values_;
  std::vector<std::uint32_t> set_ends_{0};
  std::vector<std::uint32_t> snapshot_sets_;
};

}  // namespace smallprint::indexing
