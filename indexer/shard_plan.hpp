/// Which sites go to which shard.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "indexer/site_parts.hpp"

namespace smallprint::indexing {

inline constexpr std::uint64_t kBytesPerShard = std::uint64_t{8} * 1024 * 1024;
inline constexpr std::uint64_t kMaxShards = 8;

/// The sites of one shard, in order.
struct ShardPart {
  std::vector<SitePart> sites;
  std::uint64_t bytes = 0;
};

/// A shard for every `bytes_per_shard` of input, at least one, at most kMaxShards: enough for two
/// threads to share the work evenly, few enough to be searched together cheaply. Sites are assigned
/// by a hash of their name, so every count by site adds up across shards. No answer depends on the
/// number.
[[nodiscard]] std::vector<ShardPart> plan_shards(const std::vector<SnapshotEntry>& entries,
                                                 std::span<const SitePart> sites,
                                                 std::uint64_t bytes_per_shard = kBytesPerShard);

}  // namespace smallprint::indexing
