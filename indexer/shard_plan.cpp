#include "indexer/shard_plan.hpp"

#include <algorithm>

#include "common/digest.hpp"

namespace smallprint::indexing {

std::vector<ShardPart> plan_shards(const std::vector<SnapshotEntry>& entries,
                                   std::uint64_t bytes_per_shard) {
  std::uint64_t total = 0;
  for (const SnapshotEntry& entry : entries) {
    total += entry.bytes;
  }
  std::vector<ShardPart> parts(std::clamp<std::uint64_t>(total / bytes_per_shard, 1, kMaxShards));
  for (std::size_t begin = 0; begin < entries.size();) {
    ShardPart& part = parts[hash64(entries[begin].site) % parts.size()];
    std::size_t end = begin;
    while (end < entries.size() && entries[end].policy == entries[begin].policy) {
      part.bytes += entries[end++].bytes;
    }
    part.policies.push_back({.begin = begin, .end = end});
    begin = end;
  }
  return parts;
}

}  // namespace smallprint::indexing
