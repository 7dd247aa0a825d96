/// Which rows match a query: the exact, unranked side of retrieval.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "searcher/index_view.hpp"
#include "searcher/matching/filters.hpp"
#include "searcher/matching/passage_set.hpp"
#include "searcher/query/query.hpp"

namespace smallprint::searching {

/// The terms that each `prefix*` of a query stands for, over all shards, by prefix.
using Expansions = std::map<std::string, std::vector<std::string>>;

/// Looks up every prefix of the query. Error(kUsage) when one stands for more than
/// kMaxWildcardExpansions words.
[[nodiscard]] Expansions expand_prefixes(const IndexView& index, const ParsedQuery& query);

/// Evaluates nodes on one shard, by set operations on the rows of their terms; phrases, NEAR, exact
/// words and prefixes are then checked row by row in the forward index. `days` is the date filter:
/// the fields policy-host, category, rank, interval and parked look at snapshots within it only.
class Matcher {
 public:
  Matcher(Shard& shard, const DayRange& days) : shard_(shard), days_(days) {}

  [[nodiscard]] PassageSet rows(const QueryNode& node);

  /// Rows that match the query and every filter.
  [[nodiscard]] PassageSet rows(const QueryNode& root, const Filters& filters);

 private:
  PassageSet rows_of_list(const QueryNode& node);
  PassageSet rows_of_words(const QueryNode& node);
  PassageSet rows_of_prefix(const std::string& prefix);
  PassageSet rows_of_field(FieldId field, const QueryNode& node);
  PassageSet rows_of_value(FieldId field, const std::string& value);
  PassageSet union_of(const std::vector<QueryNode>& nodes);

  Shard& shard_;
  const DayRange& days_;
};

}  // namespace smallprint::searching
