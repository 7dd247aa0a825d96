/// Exact counts by value: how many sites, snapshots or passages of those that match state a
/// practice, are of a year, come from a host.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/practices.hpp"
#include "searcher/counting/stated_by_sites.hpp"
#include "searcher/index_view.hpp"
#include "searcher/matching/filters.hpp"
#include "searcher/matching/passage_set.hpp"
#include "searcher/query/query.hpp"
#include "searcher/ranking/collapse.hpp"

namespace smallprint::searching {

/// What is counted by. Practices, data types and polarities are those of statements; periods, hosts
/// and attributes those of snapshots.
enum class FacetBy {
  kPractice,
  kData,
  kPolarity,
  kYear,
  kHalfYear,
  kSite,
  kPolicyHost,
  kCategory,
  kRank,
  kInterval,
  kParked,
  kPracticeAndData,  ///< of one statement
  kTemplate,         ///< of the passage (searcher/counting/template_facet.hpp)
  kPolicyTemplate,   ///< of the snapshot, all of it
  kCount
};

inline constexpr std::array<std::string_view, static_cast<std::size_t>(FacetBy::kCount)>
    kFacetNames{"practice",
                "data",
                "polarity",
                "year",
                "half-year",
                "site",
                "policy-host",
                "category",
                "rank",
                "interval",
                "parked",
                "practice-x-data",
                "template",
                "policy-template"};

[[nodiscard]] constexpr std::string_view name_of(FacetBy by) {
  return kFacetNames[static_cast<std::size_t>(by)];
}

/// True where the values are what a labeler told of passages.
[[nodiscard]] constexpr bool counts_labels(FacetBy by) {
  return by == FacetBy::kPractice || by == FacetBy::kData || by == FacetBy::kPolarity ||
         by == FacetBy::kPracticeAndData;
}

/// What is counted: each site, snapshot or passage once per value, however often it has it.
enum class FacetUnit { kSite, kSnapshot, kPassage, kCount };

inline constexpr std::array<std::string_view, static_cast<std::size_t>(FacetUnit::kCount)>
    kUnitNames{"site", "snapshot", "passage"};

[[nodiscard]] constexpr std::string_view name_of(FacetUnit unit) {
  return kUnitNames[static_cast<std::size_t>(unit)];
}

struct FacetRequest {
  ParsedQuery query;
  Filters filters;
  FacetBy by = FacetBy::kPractice;
  FacetUnit unit = FacetUnit::kSite;
  std::size_t top = 0;                  ///< values to list, 0: all
  Collapse collapse = Collapse::kNone;  ///< kTemplate: of passages of one template, the earliest
};

/// In the unit, by polarity. Their sum may exceed the practice's own count: a unit can state
/// several.
using PolarityCounts = std::array<std::uint64_t, kPolarityCount>;

/// What is known of a text that several sites have, besides its count.
struct SharedText {
  std::uint32_t sites = 0;  ///< living sites that have had it, matching or not
  std::string example;      ///< what `show` takes: a passage with the text that the template is
                            ///< named after, or such a snapshot, POLICY@DATE
};

struct FacetValue {
  std::string value;
  std::string label;  ///< for reading; OPP-115's word for practices and data types
  std::uint64_t count = 0;
  std::optional<Practice> practice = {};        ///< by practice, by both
  std::optional<ValueId> data = {};             ///< by both
  std::optional<PolarityCounts> polarity = {};  ///< by practice, of those that have one
  std::optional<SharedText> shared = {};        ///< by template of either kind
};

struct FacetAnswer {
  std::uint64_t matching = 0;       ///< units that match
  std::vector<FacetValue> values;   ///< by falling count, then value; none is 0
  std::uint64_t distinct = 0;       ///< values, listed or not
  std::uint64_t other = 0;          ///< matching units with none of `values`
  std::string_view without_filter;  ///< the filter that was left out, empty: none
};

/// The filters that a facet is counted under: all but its own, so that the values beside those
/// chosen keep their counts. Practices leave out --practice, polarities the polarity of --practice,
/// data types --data, sites --site, policy hosts --policy-host, categories --category; the others
/// leave out none.
struct FacetFilters {
  Filters filters;
  std::string_view left_out;  ///< as `without_filter`
};

[[nodiscard]] FacetFilters filters_of_facet(const FacetRequest& request);

/// What a facet is counted of: one set of rows per shard, those that match under the filters of the
/// facet, and how many units they are.
struct FacetMatches {
  const std::vector<PassageSet>& rows;
  std::uint64_t units = 0;
};

/// Only statements that meet the filters on statements are counted, so a value's count is what a
/// search finds that has this value as its filter. Structural practices are values only when
/// --practice names them. `stated` is made when the facet needs it and there is none; it holds for
/// these matches and statements.
///
/// All facets but those by template. One pass over the matching rows (two when `top` cuts the
/// list), with no work per row but on its statements or snapshots: rows of a site stand together
/// and rows of a policy come by first snapshot, so remembering what each value counted last tells
/// what is new.
[[nodiscard]] FacetAnswer count_facet(const IndexView& index,
                                      const FacetMatches& matches,
                                      const FacetFilters& filters,
                                      const FacetRequest& request,
                                      std::optional<StatedBySites>& stated);

}  // namespace smallprint::searching
