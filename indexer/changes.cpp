#include "indexer/changes.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "common/generation.hpp"
#include "common/manifest.hpp"
#include "common/shard_reader.hpp"

namespace smallprint::indexing {
namespace {

/// Policy -> sorted (timestamp, body) of its snapshots.
using Snapshots = std::vector<std::pair<std::string, Digest128>>;
using Policies = std::map<std::string, Snapshots, std::less<>>;

Policies policies_of(const std::filesystem::path& generation) {
  Policies policies;
  const Manifest manifest = read_manifest(generation);
  for (std::uint32_t number = 0; number < manifest.shards.size(); ++number) {
    ShardReader shard(generation / shard_name(number));
    for (std::uint32_t policy = 0; policy < shard.policies.size(); ++policy) {
      if (!shard.is_live_site(shard.policy_spans[policy].site)) {
        continue;
      }
      Snapshots& snapshots = policies[std::string(shard.policies[policy])];
      for (std::uint32_t i = shard.policy_spans[policy].first_snapshot;
           i < shard.policy_spans[policy + 1].first_snapshot;
           ++i) {
        SnapshotDetails details = shard.snapshot_details(i);
        snapshots.emplace_back(std::move(details.timestamp), details.body);
      }
    }
  }
  return policies;
}

Policies policies_of(const std::vector<SnapshotEntry>& entries) {
  Policies policies;
  for (const SnapshotEntry& entry : entries) {
    policies[entry.policy].emplace_back(entry.timestamp, entry.body);
  }
  return policies;
}

void sort_all(Policies& policies) {
  for (auto& [policy, snapshots] : policies) {
    std::sort(snapshots.begin(), snapshots.end());
  }
}

void compare(const Snapshots& before, const Snapshots& after, Changes& changes) {
  Snapshots both;
  std::set_intersection(
      before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(both));
  changes.snapshots.unchanged += both.size();
  changes.snapshots.added += after.size() - both.size();
  changes.snapshots.removed += before.size() - both.size();
}

}  // namespace

Changes find_changes(const std::filesystem::path& previous,
                     const std::vector<SnapshotEntry>& entries) {
  Policies before = previous.empty() ? Policies() : policies_of(previous);
  Policies after = policies_of(entries);
  sort_all(before);
  sort_all(after);

  Changes changes;
  for (const auto& [policy, snapshots] : after) {
    const auto known = before.find(policy);
    if (known == before.end()) {
      ++changes.policies.added;
      changes.snapshots.added += snapshots.size();
      continue;
    }
    ++(known->second == snapshots ? changes.policies.unchanged : changes.policies.changed);
    compare(known->second, snapshots, changes);
  }
  for (const auto& [policy, snapshots] : before) {
    if (!after.contains(policy)) {
      ++changes.policies.removed;
      changes.snapshots.removed += snapshots.size();
    }
  }
  return changes;
}

Changes no_changes(const std::filesystem::path& generation, const Manifest& manifest) {
  for (std::uint32_t number = 0; number < manifest.shards.size(); ++number) {
    static_cast<void>(ShardReader(generation / shard_name(number)));
  }
  Changes changes;
  changes.policies.unchanged = manifest.policies;
  changes.snapshots.unchanged = manifest.snapshots;
  return changes;
}

}  // namespace smallprint::indexing
