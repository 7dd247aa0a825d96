/// What the matching passages of each site state, taken together.
#pragma once

#include <cstddef>
#include <vector>

#include "common/practices/statement_column.hpp"
#include "searcher/index_view.hpp"
#include "searcher/matching/passage_set.hpp"
#include "searcher/matching/statement_condition.hpp"

namespace smallprint::searching {

/// What the matching rows of each site state, practices and data types apart: one pass over the
/// rows, which several facets of one answer can share.
class StatedBySites {
 public:
  /// Only statements that meet the condition count.
  StatedBySites(const IndexView& index,
                const std::vector<PassageSet>& matches,
                const StatementCondition& condition);

  /// One set a site that has a matching row.
  [[nodiscard]] const std::vector<StatedSet>& of_shard(std::size_t i) const { return shards_[i]; }

 private:
  std::vector<std::vector<StatedSet>> shards_;
};

}  // namespace smallprint::searching
