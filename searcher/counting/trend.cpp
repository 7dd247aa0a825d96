#include "searcher/counting/trend.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "searcher/counting/snapshot_sets.hpp"
#include "searcher/counting/span_tally.hpp"
#include "searcher/matching/columns.hpp"

namespace smallprint::searching {
namespace {

/// One shard with the sets of its snapshots that the counting looks at.
struct ShardView {
  const ShardReader& shard;
  PassageSet observed;
  PassageSet first;
  PassageSet second;

  [[nodiscard]] Findings findings(std::uint32_t snapshot) const {
    return static_cast<Findings>(kObserved | (first.contains(snapshot) ? kFirst : 0) |
                                 (second.contains(snapshot) ? kSecond : 0));
  }
};

std::vector<ShardView> view_shards(const IndexView& index,
                                   const Filters& filters,
                                   const TrendMatches& matches) {
  std::vector<ShardView> views;
  for (std::size_t i = 0; i < index.shards.size(); ++i) {
    const ShardReader& shard = index.shards[i]->data;
    views.push_back({.shard = shard,
                     .observed = observed_snapshots(shard, filters),
                     .first = snapshots_with(shard, matches.first[i]),
                     .second = matches.second != nullptr
                                   ? snapshots_with(shard, (*matches.second)[i])
                                   : PassageSet(shard.snapshots())});
  }
  return views;
}

/// Calls `visit(snapshot)` for each observed snapshot, and `end()` after the last of each unit.
template <typename Visit, typename End>
void for_each_unit(const ShardView& view, TrendUnit unit, const Visit& visit, const End& end) {
  const auto spans = view.shard.policy_spans.values();
  for (std::uint32_t policy = 0; policy + 1 < spans.size(); ++policy) {
    const std::uint32_t stop = spans[policy + 1].first_snapshot;
    for (std::uint32_t i = view.observed.next(spans[policy].first_snapshot); i < stop;
         i = view.observed.next(i + 1)) {
      visit(i);
      if (unit == TrendUnit::kSnapshot) {
        end();
      }
    }
    const bool ends_site =
        policy + 2 == spans.size() || spans[policy + 1].site != spans[policy].site;
    if (unit == TrendUnit::kPolicy || (unit == TrendUnit::kSite && ends_site)) {
      end();
    }
  }
}

/// But for the sites.
UnitCounts counts_of(const SpanTally& tally, std::size_t span) {
  return {.observed = tally.with(span, kObserved),
          .matching = tally.with(span, kFirst),
          .matching_second = tally.with(span, kSecond),
          .matching_both = tally.with(span, kFirst | kSecond)};
}

/// What was found in a policy in a span of days, and what it said last there: a policy template, or
/// a number of its own.
struct PolicyFinding {
  std::uint32_t text = 0;
  Findings findings = 0;
  std::size_t span = 0;
};

/// Of each policy and each span below `spans` that it was observed in; those of one text together.
template <typename SpanOf>
std::vector<PolicyFinding> findings_by_text(const std::vector<ShardView>& views,
                                            const IndexPolicyTemplates& templates,
                                            std::size_t spans,
                                            const SpanOf& span_of) {
  std::vector<PolicyFinding> found;
  std::vector<PolicyFinding> of_policy;
  std::uint32_t own_text = templates.size();
  for (std::uint32_t number = 0; number < views.size(); ++number) {
    const ShardView& view = views[number];
    const auto add = [&](std::uint32_t snapshot) {  // by time
      const std::size_t span = span_of(view.shard, snapshot);
      if (span >= spans) {
        return;
      }
      if (of_policy.empty() || of_policy.back().span != span) {
        of_policy.push_back({.text = own_text, .span = span});
      }
      const std::uint32_t text = templates.template_of({.shard = number, .snapshot = snapshot});
      PolicyFinding& finding = of_policy.back();
      finding.text = text == kNoTemplate ? own_text : text;
      finding.findings = static_cast<Findings>(finding.findings | view.findings(snapshot));
    };
    for_each_unit(view, TrendUnit::kPolicy, add, [&] {
      found.insert(found.end(), of_policy.begin(), of_policy.end());
      of_policy.clear();
      ++own_text;
    });
  }
  std::ranges::sort(found, {}, &PolicyFinding::text);
  return found;
}

/// Calls `end()` after the findings of each text have been added.
template <typename End>
void tally_texts(const std::vector<PolicyFinding>& found, SpanTally& tally, const End& end) {
  for (std::size_t i = 0; i < found.size(); ++i) {
    tally.add(found[i].span, found[i].findings);
    if (i + 1 == found.size() || found[i + 1].text != found[i].text) {
      end();
    }
  }
}

/// What is counted: the request's unit and, for templates, which snapshots are of one.
struct CountedUnit {
  TrendUnit unit = TrendUnit::kSite;
  const IndexPolicyTemplates* templates = nullptr;
};

/// Counts units, and sites beside them. `span_of(shard, snapshot)` is a span below `spans`, or any
/// greater number for a snapshot that is in none; `finish(tally)` sees each unit before the next.
template <typename SpanOf, typename Finish>
std::vector<UnitCounts> count_spans(const std::vector<ShardView>& views,
                                    const CountedUnit& counted,
                                    std::size_t spans,
                                    const SpanOf& span_of,
                                    const Finish& finish) {
  SpanTally units(spans);
  SpanTally sites(spans);
  const auto end_unit = [&] {
    finish(units);
    units.end_unit();
  };
  if (counted.unit == TrendUnit::kTemplate) {
    tally_texts(findings_by_text(views, *counted.templates, spans, span_of), units, end_unit);
  }
  for (const ShardView& view : views) {
    const auto add_to = [&](SpanTally& tally) {
      return [&](std::uint32_t snapshot) {
        const std::size_t span = span_of(view.shard, snapshot);
        if (span < spans) {
          tally.add(span, view.findings(snapshot));
        }
      };
    };
    if (counted.unit != TrendUnit::kTemplate) {
      for_each_unit(view, counted.unit, add_to(units), end_unit);
    }
    if (counted.unit != TrendUnit::kSite) {
      for_each_unit(view, TrendUnit::kSite, add_to(sites), [&] { sites.end_unit(); });
    }
  }
  std::vector<UnitCounts> counts;
  for (std::size_t span = 0; span < spans; ++span) {
    counts.push_back(counts_of(units, span));
    counts.back().sites =
        counted.unit == TrendUnit::kSite ? counts.back().observed : counts_of(sites, span).observed;
  }
  return counts;
}

/// Numbers [first, first + size) of the periods that have a snapshot, and those between.
struct PeriodRange {
  PeriodLength length = PeriodLength::kHalfYear;
  PeriodNumber first = 0;
  std::size_t size = 0;

  [[nodiscard]] std::size_t index_of(const ShardReader& shard, std::uint32_t snapshot) const {
    return static_cast<std::size_t>(period_of(day_of(shard, snapshot), length) - first);
  }
};

PeriodRange periods_of(const std::vector<ShardView>& views, PeriodLength length) {
  std::int32_t least = INT32_MAX;
  std::int32_t most = INT32_MIN;
  for (const ShardView& view : views) {
    view.observed.for_each([&](std::uint32_t snapshot) {
      least = std::min(least, view.shard.snapshot_day[snapshot]);
      most = std::max(most, view.shard.snapshot_day[snapshot]);
    });
  }
  if (least > most) {
    return {.length = length};
  }
  const PeriodNumber first = period_of(day_of(least), length);
  return {.length = length,
          .first = first,
          .size = static_cast<std::size_t>(period_of(day_of(most), length) - first) + 1};
}

/// Keeps the snapshots of the sites that were observed in every period in which the index has any
/// snapshot of `days`. Returns the number of these sites.
std::uint64_t keep_panel(const DayRange& days, PeriodLength length, std::vector<ShardView>& views) {
  Filters any_site;
  any_site.days = days;
  std::vector<ShardView> all = views;
  for (ShardView& view : all) {
    view.observed = observed_snapshots(view.shard, any_site);
  }
  const PeriodRange periods = periods_of(all, length);
  const auto index_of = [&](const ShardReader& shard, std::uint32_t snapshot) {
    return periods.index_of(shard, snapshot);
  };
  const auto counts =
      count_spans(all, CountedUnit{}, periods.size, index_of, [](const SpanTally&) {});
  const auto needed = static_cast<std::size_t>(
      std::ranges::count_if(counts, [](const UnitCounts& period) { return period.observed > 0; }));

  std::uint64_t sites = 0;
  for (ShardView& view : views) {
    PassageSet kept(view.shard.snapshots());
    std::vector<std::uint32_t> of_site;
    SpanTally seen(periods.size);
    for_each_unit(
        view,
        TrendUnit::kSite,
        [&](std::uint32_t snapshot) {
          of_site.push_back(snapshot);
          seen.add(periods.index_of(view.shard, snapshot), kObserved);
        },
        [&] {
          if (!of_site.empty() && seen.spans_of_unit() == needed) {
            ++sites;
            std::ranges::for_each(of_site, [&](std::uint32_t i) { kept.insert(i); });
          }
          of_site.clear();
          seen.end_unit();
        });
    view.observed = std::move(kept);
  }
  return sites;
}

std::vector<TrendPeriod> count_periods(const std::vector<ShardView>& views,
                                       const CountedUnit& counted,
                                       const TrendRequest& request,
                                       const DayRange& days) {
  const PeriodRange range = periods_of(views, request.by);
  const auto counts = count_spans(
      views,
      counted,
      range.size,
      [&](const ShardReader& shard, std::uint32_t i) { return range.index_of(shard, i); },
      [](const SpanTally&) {});
  std::vector<TrendPeriod> periods;
  for (std::size_t i = 0; i < range.size; ++i) {
    const PeriodNumber period = range.first + static_cast<PeriodNumber>(i);
    periods.push_back({.period = period,
                       .from = std::max(*days.from, first_day(period, request.by)),
                       .to = std::min(*days.to, last_day(period, request.by)),
                       .counts = counts[i]});
  }
  return periods;
}

void add_pair(bool first, bool second, PairedTable& table) {
  if (first) {
    ++(second ? table.both : table.first_only);
  } else {
    ++(second ? table.second_only : table.neither);
  }
}

CutCounts count_cut(const std::vector<ShardView>& views,
                    const CountedUnit& counted,
                    const DayCut& cut) {
  constexpr std::size_t kBefore = 0;
  constexpr std::size_t kAfter = 1;
  constexpr std::size_t kSides = 2;
  PairedTable in_both;
  const auto counts = count_spans(
      views,
      counted,
      kSides,
      [&](const ShardReader& shard, std::uint32_t snapshot) {
        const Day day = day_of(shard, snapshot);
        return day < cut.before ? kBefore : day >= cut.after ? kAfter : kSides;
      },
      [&](const SpanTally& tally) {
        if (tally.spans_of_unit() == kSides) {
          add_pair((tally.of_unit(kAfter) & kFirst) != 0,
                   (tally.of_unit(kBefore) & kFirst) != 0,
                   in_both);
        }
      });
  return {.before = counts[kBefore], .after = counts[kAfter], .in_both = in_both};
}

std::uint64_t sites_of(const IndexView& index) {
  std::uint64_t sites = 0;
  for (const auto& shard : index.shards) {
    sites += shard->data.sites.size() - shard->data.dead_sites.size();
  }
  return sites;
}

}  // namespace

TrendAnswer count_trend(const IndexView& index,
                        const TrendRequest& request,
                        const TrendMatches& matches,
                        const IndexPolicyTemplates* templates) {
  const CountedUnit counted{.unit = request.unit, .templates = templates};
  Filters filters = split_filters(request.filters).snapshots;
  filters.days = within_calendar(request.panel.value_or(filters.days));
  std::vector<ShardView> views = view_shards(index, filters, matches);
  TrendAnswer answer;
  answer.archive_sites = sites_of(index);
  if (request.panel) {
    answer.panel_sites = keep_panel(filters.days, request.by, views);
  }
  answer.periods = count_periods(views, counted, request, filters.days);
  if (request.cut) {
    answer.cut = count_cut(views, counted, *request.cut);
  }
  return answer;
}

}  // namespace smallprint::searching
