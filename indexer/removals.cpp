#include "indexer/removals.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "common/calendar.hpp"

namespace smallprint::indexing {
namespace {

/// A policy is named by any of its snapshots: [begin, end) are all of them.
struct PolicyRange {
  std::size_t begin = 0;
  std::size_t end = 0;

  friend auto operator<=>(const PolicyRange&, const PolicyRange&) = default;
};

void mark_first_after(const std::string& timestamp,
                      const PolicyRange& policy,
                      std::vector<SnapshotEntry>& entries) {
  const Day day = day_of_timestamp(timestamp);
  const auto begin = entries.begin() + static_cast<std::ptrdiff_t>(policy.begin);
  const auto end = entries.begin() + static_cast<std::ptrdiff_t>(policy.end);
  const auto after = std::partition_point(begin, end, [&](const SnapshotEntry& entry) {
    return std::tie(entry.day, entry.timestamp) <= std::tie(day, timestamp);
  });
  if (after != begin && after != end) {
    after->after_removal = true;
  }
}

void mark_removals_of(const ArchiveSource& source,
                      std::uint32_t archive,
                      std::vector<SnapshotEntry>& entries) {
  const std::vector<Removal> removals = source.removals();
  std::unordered_set<std::uint32_t> removed;
  for (const Removal& removal : removals) {
    removed.insert(removal.series);
  }
  std::unordered_map<std::uint32_t, std::set<PolicyRange>> policies_of;
  for (std::size_t begin = 0; begin < entries.size() && !removed.empty();) {
    std::size_t end = begin + 1;
    while (end < entries.size() && entries[end].policy == entries[begin].policy) {
      ++end;
    }
    for (std::size_t i = begin; i < end; ++i) {
      const bool is_here = entries[i].archive == archive;
      if (is_here && removed.contains(source.series(entries[i].record))) {
        policies_of[source.series(entries[i].record)].insert({.begin = begin, .end = end});
      }
    }
    begin = end;
  }
  for (const Removal& removal : removals) {
    for (const PolicyRange& policy : policies_of[removal.series]) {
      mark_first_after(removal.timestamp, policy, entries);
    }
  }
}

}  // namespace

void mark_removals(const ArchiveSources& sources, std::vector<SnapshotEntry>& entries) {
  for (std::size_t archive = 0; archive < sources.size(); ++archive) {
    mark_removals_of(*sources[archive], static_cast<std::uint32_t>(archive), entries);
  }
}

}  // namespace smallprint::indexing
