/// The policies of a shard that count: those of living sites.
#pragma once

#include <cstddef>
#include <cstdint>

#include "common/shard_reader.hpp"

namespace smallprint::indexing {

/// Calls `visit(policy)` for each policy of a living site, ascending: those of a site come
/// together.
template <typename Visit>
void for_each_living_policy(const ShardReader& shard, const Visit& visit) {
  const auto spans = shard.policy_spans.values();
  for (std::uint32_t policy = 0; policy + 1 < spans.size(); ++policy) {
    if (shard.is_live_site(spans[policy].site)) {
      visit(policy);
    }
  }
}

}  // namespace smallprint::indexing
