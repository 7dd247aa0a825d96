#include "searcher/counting/trend.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "searcher/counting/snapshot_sets.hpp"
#include "searcher/matching/columns.hpp"

namespace smallprint::searching {
namespace {

/// What is known of a unit in a span of days: bits.
using Findings = std::uint8_t;
constexpr Findings kObserved = 1;
constexpr Findings kFirst = 2;
constexpr Findings kSecond = 4;
constexpr std::size_t kFindingsCount = 8;

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

/// Counts units by span of days.
class SpanTally {
 public:
  explicit SpanTally(std::size_t spans) : now_(spans), tallies_(spans) {}

  /// Something of the unit at hand, seen in a span.
  void add(std::size_t span, Findings findings) {
    if (now_[span] == 0) {
      touched_.push_back(span);
    }
    now_[span] = static_cast<Findings>(now_[span] | findings);
  }

  [[nodiscard]] Findings of_unit(std::size_t span) const { return now_[span]; }

  /// The number of spans that the unit at hand was seen in.
  [[nodiscard]] std::size_t spans_of_unit() const { return touched_.size(); }

  /// The next unit comes.
  void end_unit() {
    for (const std::size_t span : touched_) {
      ++tallies_[span][std::exchange(now_[span], Findings{0})];
    }
    touched_.clear();
  }

  /// But for the sites.
  [[nodiscard]] UnitCounts counts(std::size_t span) const {
    return {.observed = with(span, kObserved),
            .matching = with(span, kFirst),
            .matching_second = with(span, kSecond),
            .matching_both = with(span, kFirst | kSecond)};
  }

 private:
  [[nodiscard]] std::uint64_t with(std::size_t span, Findings findings) const {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < kFindingsCount; ++i) {
      sum += (i & findings) == findings ? tallies_[span][i] : 0;
    }
    return sum;
  }

  std::vector<Findings> now_;
  std::vector<std::size_t> touched_;
  std::vector<std::array<std::uint64_t, kFindingsCount>> tallies_;
};

/// Counts units, and sites beside them. `span_of(shard, snapshot)` is a span below `spans`, or any
/// greater number for a snapshot that is in none; `finish(tally)` sees each unit before the next.
template <typename SpanOf, typename Finish>
std::vector<UnitCounts> count_spans(const std::vector<ShardView>& views,
                                    TrendUnit unit,
                                    std::size_t spans,
                                    const SpanOf& span_of,
                                    const Finish& finish) {
  SpanTally units(spans);
  SpanTally sites(spans);
  for (const ShardView& view : views) {
    const auto add_to = [&](SpanTally& tally) {
      return [&](std::uint32_t snapshot) {
        const std::size_t span = span_of(view.shard, snapshot);
        if (span < spans) {
          tally.add(span, view.findings(snapshot));
        }
      };
    };
    for_each_unit(view, unit, add_to(units), [&] {
      finish(units);
      units.end_unit();
    });
    if (unit != TrendUnit::kSite) {
      for_each_unit(view, TrendUnit::kSite, add_to(sites), [&] { sites.end_unit(); });
    }
  }
  std::vector<UnitCounts> counts;
  for (std::size_t span = 0; span < spans; ++span) {
    counts.push_back(units.counts(span));
    counts.back().sites =
        unit == TrendUnit::kSite ? counts.back().observed : sites.counts(span).observed;
  }
  return counts;
}

/// Numbers [first, first + size) of the periods that have a snapshot, and those between.
struct PeriodRange {
  PeriodLength length;
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
      count_spans(all, TrendUnit::kSite, periods.size, index_of, [](const SpanTally&) {});
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
                                       const TrendRequest& request,
                                       const DayRange& days) {
  const PeriodRange range = periods_of(views, request.by);
  const auto counts = count_spans(
      views,
      request.unit,
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

CutCounts count_cut(const std::vector<ShardView>& views,
                    const TrendRequest& request,
                    const DayCut& cut) {
  constexpr std::size_t kBefore = 0;
  constexpr std::size_t kAfter = 1;
  constexpr std::size_t kSides = 2;
  PairedTable in_both;
  const auto counts = count_spans(
      views,
      request.unit,
      kSides,
      [&](const ShardReader& shard, std::uint32_t snapshot) {
        const Day day = day_of(shard, snapshot);
        return day < cut.before ? kBefore : day >= cut.after ? kAfter : kSides;
      },
      [&](const SpanTally& tally) {
        if (tally.spans_of_unit() == kSides) {
          const bool after = (tally.of_unit(kAfter) & kFirst) != 0;
          const bool before = (tally.of_unit(kBefore) & kFirst) != 0;
          ++(after ? (before ? in_both.both : in_both.first_only)
                   : (before ? in_both.second_only : in_both.neither));
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
                        const TrendMatches& matches) {
  Filters filters = split_filters(request.filters).snapshots;
  filters.days = within_calendar(request.panel.value_or(filters.days));
  std::vector<ShardView> views = view_shards(index, filters, matches);
  TrendAnswer answer;
  answer.archive_sites = sites_of(index);
  if (request.panel) {
    answer.panel_sites = keep_panel(filters.days, request.by, views);
  }
  answer.periods = count_periods(views, request, filters.days);
  if (request.cut) {
    answer.cut = count_cut(views, request, *request.cut);
  }
  return answer;
}

}  // namespace smallprint::searching
