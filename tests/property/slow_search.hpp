/// Searching the plainest way: every condition of a query tried on every passage, word by word.
#pragma once

#include <compare>
#include <cstddef>
#include <string>
#include <vector>

#include "common/calendar.hpp"
#include "searcher/matching/filters.hpp"
#include "searcher/query/query.hpp"
#include "searcher/search_request.hpp"
#include "tests/property/slow_archive.hpp"

namespace smallprint::testing_support {

/// What a hit says, without rank and score.
struct SlowHit {
  std::string policy;
  std::vector<std::string> heading;
  std::string text;
  Day first;
  Day last;
  std::size_t snapshots = 0;

  friend bool operator==(const SlowHit&, const SlowHit&) = default;
  friend auto operator<=>(const SlowHit&, const SlowHit&) = default;
};

struct SlowAnswer {
  searching::Totals totals;
  std::vector<SlowHit> hits;  ///< sorted
};

/// A passage that matches, with the numbers of the snapshots that totals and facets count.
struct SlowMatch {
  const SlowPolicy* policy = nullptr;
  const SlowRun* run = nullptr;
  std::vector<std::size_t> observed;
};

[[nodiscard]] std::vector<SlowMatch> match_slowly(const std::vector<SlowPolicy>& policies,
                                                  const searching::QueryNode& root,
                                                  const searching::Filters& filters);

/// True when one statement meets both lists, each of them any of its values.
[[nodiscard]] bool states(const SlowStatement& statement,
                          const searching::StatementCondition& condition);

[[nodiscard]] SlowAnswer search_slowly(const std::vector<SlowPolicy>& policies,
                                       const searching::QueryNode& root,
                                       const searching::Filters& filters);

/// How many written words of the archive begin with `prefix`.
[[nodiscard]] std::size_t count_words_with_prefix(const std::vector<SlowPolicy>& policies,
                                                  const std::string& prefix);

}  // namespace smallprint::testing_support
