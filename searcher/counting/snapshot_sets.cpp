#include "searcher/counting/snapshot_sets.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace smallprint::searching {

namespace {

/// Inserts the snapshots of the policies for which `fits(policy)`.
template <typename Fits>
void insert_policies(const ShardReader& shard, const Fits& fits, PassageSet& snapshots) {
  const auto spans = shard.policy_spans.values();
  for (std::uint32_t policy = 0; policy + 1 < spans.size(); ++policy) {
    if (fits(policy)) {
      snapshots.insert_range(spans[policy].first_snapshot, spans[policy + 1].first_snapshot);
    }
  }
}

/// The snapshots of the sites named; of all living ones where none is.
PassageSet snapshots_of_sites(const ShardReader& shard, const std::vector<std::string>& names) {
  std::vector<char> chosen(shard.sites.size(), names.empty() ? 1 : 0);
  for (const std::string& name : names) {
    if (const auto site = find_name(shard.sites, name)) {
      chosen[*site] = 1;
    }
  }
  for (const std::uint32_t site : shard.dead_sites.values()) {
    chosen[site] = 0;
  }
  PassageSet snapshots(shard.snapshots());
  insert_policies(
      shard,
      [&](std::uint32_t policy) { return chosen[shard.policy_spans[policy].site] != 0; },
      snapshots);
  return snapshots;
}

PassageSet snapshots_of_policy(const ShardReader& shard, const std::string& value) {
  PassageSet snapshots(shard.snapshots());
  if (const auto named = find_name(shard.policies, value)) {
    insert_policies(
        shard, [&](std::uint32_t policy) { return policy == *named; }, snapshots);
  }
  return snapshots;
}

}  // namespace

ObservationFilters split_filters(const Filters& filters) {
  ObservationFilters split{.snapshots = filters, .passages = filters};
  split.snapshots.statement = {};
  split.passages.policy_hosts.clear();
  split.passages.categories.clear();
  std::erase_if(split.snapshots.excluded,
                [](const ParsedQuery& query) { return !is_of_snapshots(query.root.field); });
  std::erase_if(split.passages.excluded,
                [](const ParsedQuery& query) { return is_of_snapshots(query.root.field); });
  return split;
}

PassageSet observed_snapshots(const ShardReader& shard, const Filters& filters) {
  PassageSet observed = snapshots_of_sites(shard, filters.sites);
  for (const ParsedQuery& excluded : filters.excluded) {
    const std::string& value = excluded.root.value;
    if (excluded.root.field == FieldId::kSite) {
      observed -= snapshots_of_sites(shard, {value});
    } else if (excluded.root.field == FieldId::kPolicy) {
      observed -= snapshots_of_policy(shard, value);
    }
  }
  const SnapshotCounter counter(shard, filters);
  observed.retain([&](std::uint32_t snapshot) { return counter.counts(snapshot); });
  return observed;
}

PassageSet snapshots_with(const ShardReader& shard, const PassageSet& rows) {
  PassageSet snapshots(shard.snapshots());
  std::uint32_t seen = 0;  // rows of a policy come by first snapshot
  rows.for_each([&](std::uint32_t row) {
    const std::uint32_t end = shard.row_first[row] + shard.row_count[row];
    snapshots.insert_range(std::max(seen, shard.row_first[row]), end);
    seen = std::max(seen, end);
  });
  return snapshots;
}

}  // namespace smallprint::searching
