#include "searcher/filters.hpp"

#include <algorithm>
#include <cstdint>

#include "common/ascii.hpp"
#include "common/string_table.hpp"
#include "searcher/columns.hpp"

namespace smallprint::searching {
namespace {

std::optional<std::uint32_t> find_name(const StringTable& names, const std::string& value) {
  const auto exact = names.find(value);
  return exact ? exact : names.find(ascii_lower(value));
}

}  // namespace

PassageSet rows_of_site(const ShardReader& shard, const std::string& value) {
  PassageSet rows(shard.rows());
  const auto spans = shard.policy_spans.values();
  if (const auto site = find_name(shard.sites, value)) {
    const auto [first, last] =
        std::equal_range(spans.begin(),
                         spans.end(),
                         PolicySpan{.site = *site},
                         [](const PolicySpan& a, const PolicySpan& b) { return a.site < b.site; });
    rows.insert_range(first->first_row, last->first_row);
  }
  return rows;
}

PassageSet rows_of_policy(const ShardReader& shard, const std::string& value) {
  PassageSet rows(shard.rows());
  if (const auto policy = find_name(shard.policies, value)) {
    rows.insert_range(shard.policy_spans[*policy].first_row,
                      shard.policy_spans[*policy + 1].first_row);
  }
  return rows;
}

PassageSet rows_of_host(const ShardReader& shard, const std::string& value, const DayRange& days) {
  PassageSet rows(shard.rows());
  const auto host = find_name(shard.hosts, value);
  if (!host) {
    return rows;
  }
  PassageSet snapshots(shard.snapshots());
  for (std::uint32_t i = 0; i < shard.snapshots(); ++i) {
    if (shard.snapshot_host[i] == *host && days.contains(day_of(shard, i))) {
      snapshots.insert(i);
    }
  }
  for (std::uint32_t row = 0; row < shard.rows(); ++row) {
    const std::uint32_t first = shard.row_first[row];
    if (snapshots.next(first) < first + shard.row_count[row]) {
      rows.insert(row);
    }
  }
  return rows;
}

void retain_days(const ShardReader& shard, const DayRange& days, PassageSet& rows) {
  if (days.unbounded()) {
    return;
  }
  rows.retain([&](std::uint32_t row) {
    const std::uint32_t first = shard.row_first[row];
    const std::uint32_t last = first + shard.row_count[row] - 1;
    return (!days.to || day_of(shard, first) <= *days.to) &&
           (!days.from || day_of(shard, last) >= *days.from);
  });
}

SnapshotCounter::SnapshotCounter(const ShardReader& shard, const Filters& filters)
    : shard_(shard), days_(filters.days), any_host_(filters.policy_hosts.empty()) {
  for (const std::string& value : filters.policy_hosts) {
    if (const auto host = find_name(shard.hosts, value)) {
      hosts_.push_back(*host);
    }
  }
}

std::uint64_t SnapshotCounter::count(std::uint32_t begin, std::uint32_t end) const {
  if (any_host_ && days_.unbounded()) {
    return end - begin;
  }
  std::uint64_t count = 0;
  for (std::uint32_t i = begin; i < end; ++i) {
    count += counts(i) ? 1U : 0U;
  }
  return count;
}

bool SnapshotCounter::counts(std::uint32_t snapshot) const {
  const bool host_fits =
      any_host_ ||
      std::find(hosts_.begin(), hosts_.end(), shard_.snapshot_host[snapshot]) != hosts_.end();
  return host_fits && days_.contains(day_of(shard_, snapshot));
}

}  // namespace smallprint::searching
