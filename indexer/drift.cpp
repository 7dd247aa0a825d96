#include "indexer/drift.hpp"

#include <algorithm>
#include <cstddef>

#include "common/generation.hpp"
#include "common/shard_reader.hpp"

namespace smallprint::indexing {
namespace {

/// What the rows [begin, end) state together.
StatedSet stated_by(const ShardReader& shard, std::uint32_t begin, std::uint32_t end) {
  StatedSet stated = 0;
  for (std::uint32_t row = begin; row < end; ++row) {
    for (const std::uint32_t statement : shard.statements_of(row)) {
      stated |= stated_set(statement);
    }
  }
  return stated;
}

void count(StatedSet stated, StatingSites& sites) {
  for (std::size_t kind = 0; kind < kStatedKinds; ++kind) {
    sites[kind] += stated >> (kFirstStatedPractice + kind) & 1U;
  }
}

/// All of a site's policies stand in one shard, one after the other.
void count_shard(const ShardReader& shard, StatingSites& sites) {
  const auto spans = shard.policy_spans.values();
  std::size_t policy = 0;
  while (policy < shard.policies.size()) {
    const std::uint32_t site = spans[policy].site;
    StatedSet stated = 0;
    for (; policy < shard.policies.size() && spans[policy].site == site; ++policy) {
      stated |= stated_by(shard, spans[policy].first_row, spans[policy + 1].first_row);
    }
    if (shard.is_live_site(site)) {
      count(stated, sites);
    }
  }
}

bool drifted(std::uint64_t before, std::uint64_t after) {
  const std::uint64_t moved = before < after ? after - before : before - after;
  return moved >= kDriftSites && moved * 100 > before * kDriftPercent;
}

}  // namespace

StatingSites count_stating_sites(const std::filesystem::path& generation, std::uint32_t shards) {
  StatingSites sites{};
  for (std::uint32_t number = 0; number < shards; ++number) {
    count_shard(ShardReader(generation / shard_name(number)), sites);
  }
  return sites;
}

std::vector<DriftedPractice> drifted_practices(const StatingSites& before,
                                               const StatingSites& after) {
  std::vector<DriftedPractice> practices;
  for (std::size_t kind = 0; kind < kStatedKinds; ++kind) {
    if (drifted(before[kind], after[kind])) {
      const StatementEntry stated = unpack_statement(kStatementsOfStatedKinds[kind]);
      practices.push_back({.practice = stated.practice,
                           .polarity = stated.polarity,
                           .before = before[kind],
                           .after = after[kind]});
    }
  }
  return practices;
}

}  // namespace smallprint::indexing
