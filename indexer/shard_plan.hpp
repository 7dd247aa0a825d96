/// Which snapshots go to which shard.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/snapshot_list.hpp"

namespace smallprint::indexing {

/// A shard's part of the ordered list of snapshots: one [begin, end) per policy, in order.
struct ShardPart {
  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  std::vector<Range> policies;
  std::uint64_t bytes = 0;
};

/// A shard for every 8 MiB of input, at most eight: enough for two threads to share the work evenly,
/// few enough to be searched together cheaply. Sites are assigned by hash, so every count by site adds
/// up across shards. The answers do not depend on the number.
[[nodiscard]] std::vector<ShardPart> plan_shards(const std::vector<SnapshotEntry>& entries);

}  // namespace smallprint::indexing
