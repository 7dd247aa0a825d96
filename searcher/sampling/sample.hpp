/// A random sample of what matches, that anyone can draw again: `sample`.
///
/// Every unit has a number that follows from the seed and its name alone, and a sample of n is the
/// n units with the smallest numbers: a simple random sample without replacement (permanent random
/// numbers: Ohlsson 1995, "Coordination of Samples Using Permanent Random Numbers", in Cox et al.,
/// Business Survey Methods). Nothing depends on shards, threads or the order of anything; and the
/// sample of a larger size holds that of a smaller one. The number of NAME in the role ROLE is XXH3
/// (64 bits, seed 0) of the bytes
///
///     smallprint-sample/1 LF SEED LF ROLE LF NAME
///
/// where SEED is decimal. docs/sampling.md has the design and what may be concluded from it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/calendar.hpp"
#include "common/practices/practice_labeler.hpp"
#include "searcher/index_view.hpp"
#include "searcher/matching/filters.hpp"
#include "searcher/matching/passage_set.hpp"
#include "searcher/query/query.hpp"
#include "searcher/search_request.hpp"

namespace smallprint::searching {

enum class Stratify { kNone, kYear, kCategory, kPractice };

/// In the order of Stratify; kNone has no name.
inline constexpr std::array<std::string_view, 4> kStratifyNames{"", "year", "category", "practice"};

struct SampleRequest {
  ParsedQuery query;
  Filters filters = {};
  Group group = Group::kSite;  ///< the unit: one passage of each site, of each policy, or all
  Stratify stratify = Stratify::kNone;
  std::size_t size = 0;  ///< units to draw; all where there are fewer
  std::uint64_t seed = 0;
};

/// What a unit of it stands for is `population / drawn` units.
struct Stratum {
  std::string name;
  std::uint64_t population = 0;
  std::uint64_t drawn = 0;
};

/// One row of the coding sheet: a passage, and a snapshot of its lifespan.
struct SampledPassage {
  std::string stratum;
  std::string site;
  std::string policy;
  Day day;  ///< of the snapshot
  std::string passage_id;
  std::vector<std::string> heading;
  std::string text;
  std::vector<PracticeStatement> statements;
  std::string archive_url;  ///< of the snapshot
};

struct Sample {
  std::uint64_t passages = 0;        ///< that match
  std::uint64_t population = 0;      ///< units that match
  std::vector<Stratum> strata;       ///< by name; those with a unit
  std::vector<SampledPassage> rows;  ///< by stratum, within it in the order of their numbers
};

/// Draws from `matches`, the rows of each shard that match the query under the filters.
///
/// 1. A unit (a site, by default) is represented by one of its matching passages, each with the
/// same
///    chance; and that by one snapshot of its lifespan among those that the filters count, each
///    with the same chance. Where none counts, the passage was in force but not observed within the
///    days; then it is the last snapshot before them.
/// 2. The stratum of a unit is that of its representative: the snapshot's year, a category of the
///    snapshot, or a practice of the passage, of several one by the same chance. Filters by
///    category and practice restrict these too; structural practices are none unless asked for.
///    Without a value: `(none)`. Every unit is in exactly one stratum. Without strata all are in
///    `all`.
/// 3. Places are allocated by allocate_equally(), and each stratum gives the units with the
/// smallest
///    numbers.
///
/// Cost: one hash per match, and the texts of the rows drawn.
[[nodiscard]] Sample draw_sample(IndexView& index,
                                 const std::vector<PassageSet>& matches,
                                 const SampleRequest& request);

/// Places for each stratum, the same for all; what a small one cannot fill goes to the others, and
/// the remainder of the division to the largest. The sum is the lesser of `size` and all
/// populations. Of equally large strata the later is served first.
[[nodiscard]] std::vector<std::uint64_t> allocate_equally(
    const std::vector<std::uint64_t>& populations, std::uint64_t size);

}  // namespace smallprint::searching
