#include "searcher/matching/filters.hpp"

#include <algorithm>
#include <cstdint>

#include "common/ascii.hpp"
#include "common/snapshot_attributes.hpp"
#include "common/string_table.hpp"
#include "searcher/matching/columns.hpp"

namespace smallprint::searching {

std::optional<std::uint32_t> find_name(const StringTable& names, const std::string& value) {
  const auto exact = names.find(value);
  return exact ? exact : names.find(ascii_lower(value));
}

namespace {

/// Rows whose lifespan holds a snapshot that `fits(snapshot)`.
template <typename Fits>
PassageSet rows_with_snapshot(const ShardReader& shard, const Fits& fits) {
  PassageSet snapshots(shard.snapshots());
  for (std::uint32_t i = 0; i < shard.snapshots(); ++i) {
    if (fits(i)) {
      snapshots.insert(i);
    }
  }
  PassageSet rows(shard.rows());
  for (std::uint32_t row = 0; row < shard.rows(); ++row) {
    const std::uint32_t first = shard.row_first[row];
    if (snapshots.next(first) < first + shard.row_count[row]) {
      rows.insert(row);
    }
  }
  return rows;
}

/// Of each set of attributes, whether it has one of the numbers.
std::vector<char> sets_with_any(const ShardReader& shard,
                                const std::vector<std::uint32_t>& numbers) {
  std::vector<char> sets(shard.attribute_set_ends.size());
  for (std::uint32_t set = 0; set < sets.size(); ++set) {
    const auto values = shard.attributes_of_set(set);
    const bool has_one =
        std::find_first_of(values.begin(), values.end(), numbers.begin(), numbers.end()) !=
        values.end();
    sets[set] = has_one ? 1 : 0;
  }
  return sets;
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
  const auto host = find_name(shard.hosts, value);
  if (!host) {
    return PassageSet(shard.rows());
  }
  return rows_with_snapshot(shard, [&](std::uint32_t snapshot) {
    return shard.snapshot_host[snapshot] == *host && days.contains(day_of(shard, snapshot));
  });
}

PassageSet rows_of_attribute(const ShardReader& shard,
                             FieldId field,
                             const std::string& value,
                             const DayRange& days) {
  const auto number = shard.attributes.find(attribute(field, value));
  if (!number) {
    return PassageSet(shard.rows());
  }
  const std::vector<char> sets = sets_with_any(shard, {*number});
  return rows_with_snapshot(shard, [&](std::uint32_t snapshot) {
    return sets[shard.snapshot_attributes[snapshot]] != 0 && days.contains(day_of(shard, snapshot));
  });
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

bool is_of_snapshots(FieldId field) {
  return field == FieldId::kSite || field == FieldId::kPolicy || varies_with_snapshot(field);
}

bool varies_with_snapshot(FieldId field) {
  return field == FieldId::kPolicyHost || is_attribute(field);
}

SnapshotCounter::SnapshotCounter(const ShardReader& shard, const Filters& filters)
    : shard_(shard),
      days_(filters.days),
      restricts_(!filters.policy_hosts.empty() || !filters.categories.empty()),
      hosts_(shard.hosts.size(), filters.policy_hosts.empty() ? 1 : 0),
      sets_(shard.attribute_set_ends.size(), 1) {
  for (const std::string& value : filters.policy_hosts) {
    if (const auto host = find_name(shard.hosts, value)) {
      hosts_[*host] = 1;
    }
  }
  if (!filters.categories.empty()) {
    std::vector<std::uint32_t> categories;
    for (const std::string& value : filters.categories) {
      if (const auto category = shard.attributes.find(attribute(FieldId::kCategory, value))) {
        categories.push_back(*category);
      }
    }
    sets_ = sets_with_any(shard, categories);
  }
  for (const ParsedQuery& excluded : filters.excluded) {
    exclude(excluded.root.field, excluded.root.value);
  }
}

void SnapshotCounter::exclude(FieldId field, const std::string& value) {
  if (!varies_with_snapshot(field)) {
    return;
  }
  restricts_ = true;
  if (field == FieldId::kPolicyHost) {
    if (const auto host = find_name(shard_.hosts, value)) {
      hosts_[*host] = 0;
    }
  } else if (const auto number = shard_.attributes.find(attribute(field, value))) {
    const std::vector<char> with = sets_with_any(shard_, {*number});
    std::ranges::transform(sets_, with, sets_.begin(), [](char fits, char has) {
      return static_cast<char>(fits != 0 && has == 0);
    });
  }
}

std::uint64_t SnapshotCounter::count(std::uint32_t begin, std::uint32_t end) const {
  if (!restricts() && days_.unbounded()) {
    return end - begin;
  }
  std::uint64_t count = 0;
  for (std::uint32_t i = begin; i < end; ++i) {
    count += counts(i) ? 1U : 0U;
  }
  return count;
}

bool SnapshotCounter::counts(std::uint32_t snapshot) const {
  return (!restricts_ || (hosts_[shard_.snapshot_host[snapshot]] != 0 &&
                          sets_[shard_.snapshot_attributes[snapshot]] != 0)) &&
         days_.contains(day_of(shard_, snapshot));
}

void retain_counted(const ShardReader& shard, const SnapshotCounter& counter, PassageSet& rows) {
  rows &=
      rows_with_snapshot(shard, [&](std::uint32_t snapshot) { return counter.counts(snapshot); });
}

}  // namespace smallprint::searching
