#include "indexer/shard_plan.hpp"

#include <algorithm>

#include "common/digest.hpp"

namespace smallprint::indexing {

std::vector<ShardPart> plan_shards(const std::vector<SnapshotEntry>& entries,
                                   std::span<const SitePart> sites,
                                   std::uint64_t bytes_per_shard) {
  std::uint64_t total = 0;
  for (const SitePart& site : sites) {
    total += site.bytes;
  }
  std::vector<ShardPart> shards(std::clamp<std::uint64_t>(total / bytes_per_shard, 1, kMaxShards));
  for (const SitePart& site : sites) {
    ShardPart& shard = shards[hash64(entries[site.begin].site) % shards.size()];
    shard.sites.push_back(site);
    shard.bytes += site.bytes;
  }
  return shards;
}

}  // namespace smallprint::indexing
