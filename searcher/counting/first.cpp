#include "searcher/counting/first.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "searcher/counting/snapshot_sets.hpp"
#include "searcher/matching/columns.hpp"

namespace smallprint::searching {
namespace {

/// A site with what was observed of it.
struct SiteFacts {
  Day first_capture;
  std::optional<FirstPassage> first;
};

/// The first row of `rows` of the policy that the snapshot contains; it contains one.
std::uint32_t first_row_in(const ShardReader& shard,
                           const PassageSet& rows,
                           std::uint32_t policy,
                           std::uint32_t snapshot) {
  std::uint32_t row = rows.next(shard.policy_spans[policy].first_row);
  while (shard.row_first[row] > snapshot ||
         shard.row_first[row] + shard.row_count[row] <= snapshot) {
    row = rows.next(row + 1);
  }
  return row;
}

/// What was observed of each site of a shard, by its number.
std::map<std::uint32_t, SiteFacts> facts_of_shard(const ShardReader& shard,
                                                  std::uint32_t number,
                                                  const PassageSet& observed,
                                                  const PassageSet& rows) {
  const PassageSet matching = snapshots_with(shard, rows);
  std::map<std::uint32_t, SiteFacts> sites;
  const auto spans = shard.policy_spans.values();
  for (std::uint32_t policy = 0; policy + 1 < spans.size(); ++policy) {
    const std::uint32_t end = spans[policy + 1].first_snapshot;
    std::uint32_t snapshot = observed.next(spans[policy].first_snapshot);
    if (snapshot >= end) {
      continue;
    }
    const Day capture = day_of(shard, snapshot);
    SiteFacts& site = sites.try_emplace(spans[policy].site, SiteFacts{capture, {}}).first->second;
    site.first_capture = std::min(site.first_capture, capture);
    while (snapshot < end && !matching.contains(snapshot)) {
      snapshot = observed.next(snapshot + 1);
    }
    if (snapshot < end && (!site.first || day_of(shard, snapshot) < site.first->date)) {
      site.first = FirstPassage{.shard = number,
                                .row = first_row_in(shard, rows, policy, snapshot),
                                .snapshot = snapshot,
                                .date = day_of(shard, snapshot),
                                .previous = {},
                                .first_capture = false};
    }
  }
  return sites;
}

/// The last day before `first` on which any policy of its site was observed.
std::optional<Day> capture_before(const ShardReader& shard,
                                  const PassageSet& observed,
                                  const FirstPassage& first) {
  const std::uint32_t site = shard.policy_spans[shard.policy_of_snapshot(first.snapshot)].site;
  const auto [begin, end] = shard.policies_of_site(site);
  std::optional<Day> last;
  const std::uint32_t stop = shard.policy_spans[end].first_snapshot;
  for (std::uint32_t i = observed.next(shard.policy_spans[begin].first_snapshot); i < stop;
       i = observed.next(i + 1)) {
    const Day day = day_of(shard, i);
    if (day < first.date && (!last || *last < day)) {
      last = day;
    }
  }
  return last;
}

bool is_first_capture(const ShardReader& shard, const FirstPassage& first) {
  const std::uint32_t site = shard.policy_spans[shard.policy_of_snapshot(first.snapshot)].site;
  const auto [begin, end] = shard.policies_of_site(site);
  for (std::uint32_t i = shard.policy_spans[begin].first_snapshot;
       i < shard.policy_spans[end].first_snapshot;
       ++i) {
    if (day_of(shard, i) < first.date) {
      return false;
    }
  }
  return true;
}

std::string_view site_of(const IndexView& index, const FirstPassage& first) {
  const ShardReader& shard = index.shards[first.shard]->data;
  return shard.sites[shard.policy_spans[shard.policy_of_snapshot(first.snapshot)].site];
}

/// New sites of one period.
struct Newcomers {
  std::uint64_t observed = 0;
  std::uint64_t added = 0;
  std::uint64_t at_first_capture = 0;
};

/// Every period from the first to the last with an observed snapshot, cumulated.
std::vector<AdoptionPeriod> cumulate(const std::map<PeriodNumber, Newcomers>& newcomers,
                                     const std::pair<Day, Day>& observed,
                                     const FirstRequest& request) {
  std::vector<AdoptionPeriod> periods;
  AdoptionPeriod sum;
  const PeriodNumber last = period_of(observed.second, request.by);
  for (sum.period = period_of(observed.first, request.by); sum.period <= last; ++sum.period) {
    const auto found = newcomers.find(sum.period);
    const Newcomers now = found == newcomers.end() ? Newcomers() : found->second;
    const DayRange& days = request.filters.days;
    const Day begin = first_day(sum.period, request.by);
    const Day end = last_day(sum.period, request.by);
    sum.from = std::max(days.from.value_or(begin), begin);
    sum.to = std::min(days.to.value_or(end), end);
    sum.added = now.added;
    sum.at_first_capture = now.at_first_capture;
    sum.adopted += now.added;
    sum.observed += now.observed;
    periods.push_back(sum);
  }
  return periods;
}

}  // namespace

FirstAnswer find_first(const IndexView& index,
                       const FirstRequest& request,
                       const std::vector<PassageSet>& rows) {
  Filters filters = split_filters(request.filters).snapshots;
  filters.days = within_calendar(filters.days);
  FirstAnswer answer;
  std::map<PeriodNumber, Newcomers> newcomers;
  std::pair<Day, Day> days{*filters.days.to, *filters.days.from};
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    const ShardReader& shard = index.shards[i]->data;
    const PassageSet observed = observed_snapshots(shard, filters);
    observed.for_each([&](std::uint32_t snapshot) {
      days.first = std::min(days.first, day_of(shard, snapshot));
      days.second = std::max(days.second, day_of(shard, snapshot));
    });
    for (auto& [site, facts] : facts_of_shard(shard, i, observed, rows[i])) {
      ++answer.observed_sites;
      ++newcomers[period_of(facts.first_capture, request.by)].observed;
      if (facts.first) {
        facts.first->previous = capture_before(shard, observed, *facts.first);
        facts.first->first_capture = is_first_capture(shard, *facts.first);
        Newcomers& now = newcomers[period_of(facts.first->date, request.by)];
        ++now.added;
        now.at_first_capture += facts.first->first_capture ? 1U : 0U;
        answer.sites.push_back(*facts.first);
      }
    }
  }
  std::ranges::sort(answer.sites, [&](const FirstPassage& a, const FirstPassage& b) {
    return std::pair(a.date, site_of(index, a)) < std::pair(b.date, site_of(index, b));
  });
  if (answer.observed_sites > 0) {
    answer.adoption = cumulate(newcomers, days, request);
  }
  return answer;
}

FirstPassageText load_first(const IndexView& index, const FirstPassage& first) {
  ShardReader& shard = index.shards[first.shard]->data;
  return {.site = std::string(site_of(index, first)),
          .policy = std::string(shard.policies[shard.policy_of_snapshot(first.snapshot)]),
          .passage_id = passage_id_text(shard.row_id[first.row]),
          .passage = shard.passage_text(first.row),
          .source = shard.snapshot_details(first.snapshot)};
}

}  // namespace smallprint::searching
