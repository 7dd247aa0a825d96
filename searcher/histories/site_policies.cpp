#include "searcher/histories/site_policies.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "common/error.hpp"
#include "common/printable.hpp"
#include "common/url.hpp"
#include "searcher/matching/columns.hpp"

namespace smallprint::searching {
namespace {

PolicySeries series_of(Shard& shard, std::uint32_t policy) {
  return {.shard = &shard,
          .policy = policy,
          .first = shard.data.policy_spans[policy].first_snapshot,
          .last = shard.data.policy_spans[policy + 1].first_snapshot};
}

std::vector<PolicySeries> find_site_as_written(IndexView& index, const std::string& name) {
  std::vector<PolicySeries> policies;
  for (const auto& shard : index.shards) {
    const auto site = shard->data.sites.find(name);
    if (site && shard->data.is_live_site(*site)) {
      const auto [first, last] = shard->data.policies_of_site(*site);
      for (std::uint32_t policy = first; policy < last; ++policy) {
        policies.push_back(series_of(*shard, policy));
      }
    }
  }
  return policies;
}

std::optional<PolicySeries> find_policy_as_written(IndexView& index, const std::string& name) {
  for (const auto& shard : index.shards) {
    const auto policy = shard->data.policies.find(name);
    if (policy && shard->data.is_live_site(shard->data.policy_spans[*policy].site)) {
      return series_of(*shard, *policy);
    }
  }
  const std::vector<PolicySeries> of_site = find_site_as_written(index, name);
  if (of_site.size() > 1) {
    std::vector<std::string_view> names;
    names.reserve(of_site.size());
    for (const PolicySeries& series : of_site) {
      names.push_back(series.data().policies[series.policy]);
    }
    throw Error(ExitCode::kUsage,
                fmt::format("{}: the site has {} policies", name, names.size()),
                printable(fmt::format("name one: {}", fmt::join(names, ", "))));
  }
  return of_site.empty() ? std::nullopt : std::optional(of_site.front());
}

}  // namespace

std::vector<PolicySeries> find_site(IndexView& index, const std::string& name) {
  std::vector<PolicySeries> policies = find_site_as_written(index, name);
  return policies.empty() ? find_site_as_written(index, lower_host(name)) : policies;
}

std::optional<PolicySeries> find_policy(IndexView& index, const std::string& name) {
  const std::optional<PolicySeries> policy = find_policy_as_written(index, name);
  return policy ? policy : find_policy_as_written(index, lower_host(name));
}

std::uint32_t find_capture(const PolicySeries& series, const std::string& name, Day day) {
  const ShardReader& shard = series.data();
  const auto begin = shard.snapshot_day.values().begin();
  const auto number = static_cast<std::int32_t>(day.time_since_epoch().count());
  const auto [from, after] = std::equal_range(begin + series.first, begin + series.last, number);
  if (from != after) {
    return static_cast<std::uint32_t>(after - begin) - 1;
  }
  std::string nearest;
  if (from != begin + series.first) {
    nearest = format_day(day_of(*(from - 1)));
  }
  if (after != begin + series.last) {
    nearest += (nearest.empty() ? "" : " and ") + format_day(day_of(*after));
  }
  throw Error(ExitCode::kNoInput,
              fmt::format("{}: no capture on {}", name, format_day(day)),
              "the nearest: " + nearest);
}

}  // namespace smallprint::searching
