/// Rates over time: in each period, the units with a matching passage among the units observed.
///
/// Only observed captures count. A passage in force between two captures says nothing of a period
/// without a capture, unlike in a search (docs/trends.md).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "common/calendar.hpp"
#include "searcher/counting/period.hpp"
#include "searcher/counting/proportion.hpp"
#include "searcher/index_view.hpp"
#include "searcher/matching/filters.hpp"
#include "searcher/matching/passage_set.hpp"
#include "searcher/query/query.hpp"
#include "searcher/templates/policy_templates.hpp"

namespace smallprint::searching {

/// A template is the policies whose last snapshots of a period are of one policy template
/// (docs/templates.md); a policy whose last snapshot has none is one of its own.
enum class TrendUnit { kSite, kPolicy, kSnapshot, kTemplate, kCount };

inline constexpr std::array<std::string_view, static_cast<std::size_t>(TrendUnit::kCount)>
    kTrendUnitNames{"site", "policy", "snapshot", "template"};

[[nodiscard]] constexpr std::string_view name_of(TrendUnit unit) {
  return kTrendUnitNames[static_cast<std::size_t>(unit)];
}

/// Two spans of days: the days before `before`, and `after` with all days after it; before <=
/// after.
struct DayCut {
  Day before;
  Day after;
};

struct TrendRequest {
  ParsedQuery query;
  Filters filters;
  PeriodLength by = PeriodLength::kHalfYear;
  TrendUnit unit = TrendUnit::kSite;
  std::optional<ParsedQuery> compare = {};  ///< a second question, asked of the same units
  std::optional<DayRange> panel = {};       ///< both ends set; then filters.days is unbounded
  std::optional<DayCut> cut = {};
};

/// Units of one span of days. The first question is the query, the second the one to compare with.
struct UnitCounts {
  std::uint64_t observed = 0;  ///< with a snapshot captured in the span, under the filters
  std::uint64_t matching = 0;  ///< of those, with such a snapshot that contains a matching passage
  std::uint64_t matching_second = 0;
  std::uint64_t matching_both = 0;  ///< not necessarily in one snapshot
  std::uint64_t sites = 0;          ///< sites observed, whatever the unit

  [[nodiscard]] Proportion first() const { return {matching, observed}; }

  [[nodiscard]] Proportion second() const { return {matching_second, observed}; }

  [[nodiscard]] PairedTable table() const {
    return {.both = matching_both,
            .first_only = matching - matching_both,
            .second_only = matching_second - matching_both,
            .neither = observed - matching - matching_second + matching_both};
  }
};

/// `from` and `to` are both inclusive; days that the request leaves out are not among them.
struct TrendPeriod {
  PeriodNumber period = 0;
  Day from;
  Day to;
  UnitCounts counts;
};

struct CutCounts {
  UnitCounts before;
  UnitCounts after;
  PairedTable in_both;  ///< units observed on both sides; the first answer is that after
};

struct TrendAnswer {
  std::uint64_t archive_sites = 0;           ///< sites of the index, whatever the filters
  std::optional<std::uint64_t> panel_sites;  ///< sites of the panel
  std::vector<TrendPeriod> periods;          ///< every one from the first to the last observed
  std::optional<CutCounts> cut;
};

/// What the rows of every shard are that match each question under the filters on passages.
struct TrendMatches {
  const std::vector<PassageSet>& first;
  const std::vector<PassageSet>* second = nullptr;  ///< as request.compare
};

/// Exact. A panel is the sites observed under the filters in every period of its range in which the
/// index has any snapshot at all. `templates` are needed when the unit is the template. Cost: two
/// or three passes over the snapshots and one over the matching rows; by template, sorting the
/// snapshots.
[[nodiscard]] TrendAnswer count_trend(const IndexView& index,
                                      const TrendRequest& request,
                                      const TrendMatches& matches,
                                      const IndexPolicyTemplates* templates = nullptr);

}  // namespace smallprint::searching
