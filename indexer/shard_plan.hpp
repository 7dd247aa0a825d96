/// Which snapshots go to which shard.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/snapshot_list.hpp"

namespace smallprint::indexing {

inline constexpr std::uint64_t kBytesPerShard = std::uint64_t{8} * 1024 * 1024;
inline constexpr std::uint64_t kMaxShards = 8;

/// A shard's part of the ordered list of snapshots: one [begin, end) per policy, in order.
struct ShardPart {
  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  std::vector<Range> policies;
  std::uint64_t bytes = 0;
};

/// A shard for every `bytes_per_shard` of input, at least one, at most kMaxShards: enough for two
/// threads to share the work evenly, few enough to be searched together cheaply. Sites are assigned
/// by hash, so every count by site adds up across shards. The answers do not depend on the number.
[[nodiscard]] std::vector<ShardPart> plan_shards(const std::vector<SnapshotEntry>& entries,
                                                 std::uint64_t bytes_per_shard = kBytesPerShard);

}  // namespace smallprint::indexing
