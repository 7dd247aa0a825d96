/// Ranked retrieval: BM25 over passages with their headings, best first, ties in a fixed order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "searcher/index_view.hpp"
#include "searcher/matching/matcher.hpp"
#include "searcher/query/query_intent.hpp"
#include "searcher/search_request.hpp"

namespace smallprint::searching {

/// The terms of a query that score, with their weights over all shards. A term counts once however
/// often the query says it, and it scores in every passage that matches and has it.
struct TermWeights {
  std::map<std::string, double> matching;    ///< words of the query tree but those it excludes
  std::map<std::string, double> score_only;  ///< stop words: they decide no match

  std::vector<LabelGroup> labels;  ///< what the query's intent asks for
};

/// The terms a prefix stands for share one weight, that of their joint frequency.
[[nodiscard]] TermWeights weigh_terms(const IndexView& index,
                                      const ParsedQuery& query,
                                      const Expansions& expansions);

/// The best row of each group among those that match, the first `count` of them in order (0: all):
/// by score, then site, first date and passage id. `matches` holds one set per shard. Cost: one
/// addition per posting of the terms, then one pass over the matches; exact, whatever the shards.
[[nodiscard]] std::vector<RankedRow> best_rows(const IndexView& index,
                                               const TermWeights& weights,
                                               const std::vector<PassageSet>& matches,
                                               Group group,
                                               std::size_t count);

/// True when `a` comes before `b` in an answer.
[[nodiscard]] bool ranks_before(const IndexView& index, const RankedRow& a, const RankedRow& b);

/// The same for answers sorted by date: first date of the lifespan, then site, then passage id.
[[nodiscard]] bool dates_before(const IndexView& index, const RankedRow& a, const RankedRow& b);

/// Every part of the score of one row, from the forward index; their rounded sum is the score.
[[nodiscard]] Explanation explain_row(const IndexView& index,
                                      const TermWeights& weights,
                                      std::uint32_t shard,
                                      std::uint32_t row);

/// The sum of the parts, rounded as scores are.
[[nodiscard]] double score_of(const Explanation& explanation);

}  // namespace smallprint::searching
