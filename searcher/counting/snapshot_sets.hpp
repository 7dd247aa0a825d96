/// Sets of the snapshots of a shard: what was observed, and what of it contains a passage.
#pragma once

#include "common/shard_reader.hpp"
#include "schemas/fields.hpp"
#include "searcher/matching/filters.hpp"
#include "searcher/matching/passage_set.hpp"

namespace smallprint::searching {

/// The filters of a question over time. Those on sites and their snapshots choose what was
/// observed; the others choose passages.
struct ObservationFilters {
  Filters snapshots;  ///< site, policy host, category, days, and --not of such a field
  Filters passages;   ///< site, practice, data, days, and --not of another field
};

/// Sites and days are in both: passages elsewhere need no look.
[[nodiscard]] ObservationFilters split_filters(const Filters& filters);

/// The snapshots of living sites that `filters` let through, a bit a snapshot. One snapshot must
/// meet them all, as SnapshotCounter says; one with an excluded value is out.
/// Cost: one pass over the snapshots.
[[nodiscard]] PassageSet observed_snapshots(const ShardReader& shard, const Filters& filters);

/// The snapshots that contain one of the rows, a bit a snapshot. Exact: all snapshots of a lifespan
/// contain its passage. Cost: one step a row and one a snapshot.
[[nodiscard]] PassageSet snapshots_with(const ShardReader& shard, const PassageSet& rows);

}  // namespace smallprint::searching
