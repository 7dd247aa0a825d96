/// The matching rows of a shard, one after the other with where they belong.
#pragma once

#include <cstdint>

#include "common/shard_reader.hpp"
#include "searcher/matching/passage_set.hpp"

namespace smallprint::searching {

struct ShardMatches {
  const ShardReader& shard;
  const PassageSet& rows;
};

/// Calls `visit(site, row, begin, end)` for each row with the snapshots of its lifespan.
template <typename Visit>
void for_each_row(const ShardMatches& matches, const Visit& visit) {
  const auto& [shard, rows] = matches;
  const auto spans = shard.policy_spans.values();
  const auto first = shard.row_first.values();
  const auto count = shard.row_count.values();
  std::uint32_t policy = 0;
  rows.for_each([&](std::uint32_t row) {
    while (spans[policy + 1].first_row <= row) {
      ++policy;
    }
    visit(spans[policy].site, row, first[row], first[row] + count[row]);
  });
}

}  // namespace smallprint::searching
