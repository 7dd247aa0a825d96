/// Answers requests on one view of an index.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "common/text_analyzer.hpp"
#include "searcher/counting/facets.hpp"
#include "searcher/counting/first.hpp"
#include "searcher/counting/trend.hpp"
#include "searcher/index_view.hpp"
#include "searcher/ranking/ranker.hpp"
#include "searcher/sampling/sample.hpp"
#include "searcher/search_request.hpp"
#include "searcher/templates/policy_templates.hpp"
#include "searcher/templates/templates.hpp"

namespace smallprint::searching {

/// A row to show and how many further matches its group has.
struct AnswerRow {
  RankedRow at;
  std::uint64_t more = 0;
  std::optional<CollapsedHits> collapsed = {};  ///< none for a text too short to have a template
};

/// Everything about an answer but the texts, which are fetched hit by hit with `Searcher::load`, so
/// that a long answer streams.
struct Answer {
  Totals totals;
  TermWeights weights;              ///< of the query's terms
  std::vector<AnswerRow> rows;      ///< the page asked for, in order
  std::vector<FacetAnswer> facets;  ///< as asked for, in order
};

/// One thread. Every number is exact; the same request on an index of the same digest gives the
/// same answer, whatever the number of shards.
class Searcher {
 public:
  explicit Searcher(IndexView& index) : index_(index) {}

  /// Error(kUsage) when a prefix of the query stands for too many words, Error(kNoIndex) when the
  /// index turns out to be damaged.
  [[nodiscard]] Answer answer(const SearchRequest& request);

  /// What matches, one set of rows per shard. Errors as of answer().
  [[nodiscard]] std::vector<PassageSet> find_all(const ParsedQuery& query, const Filters& filters);

  [[nodiscard]] Totals count(const ParsedQuery& query, const Filters& filters);

  [[nodiscard]] FacetAnswer facets(const FacetRequest& request);

  [[nodiscard]] TrendAnswer trend(const TrendRequest& request);
  [[nodiscard]] Sample sample(const SampleRequest& request);

  [[nodiscard]] FirstAnswer first(const FirstRequest& request);

  /// Fetches what row `i` of the answer shows.
  [[nodiscard]] Hit load(const SearchRequest& request, const Answer& answer, std::size_t i);

  [[nodiscard]] IndexView& index() { return index_; }

  /// Opened when first asked for. Error(kNoIndex) when damaged.
  [[nodiscard]] const IndexTemplates& templates();
  [[nodiscard]] const IndexPolicyTemplates& policy_templates();

 private:
  Answer find(const SearchRequest& request);
  std::vector<PassageSet> matches(const ParsedQuery& query, const Filters& filters);
  FacetAnswer count_any_facet(const FacetMatches& matches,
                              const FacetFilters& filters,
                              const FacetRequest& request,
                              std::optional<StatedBySites>& stated);
  std::vector<FacetAnswer> facets_of_answer(const SearchRequest& request,
                                            const std::vector<PassageSet>& found,
                                            std::uint64_t sites);
  [[nodiscard]] Totals totals(const std::vector<PassageSet>& matches, const Filters& filters) const;

  IndexView& index_;
  TextAnalyzer analyzer_;
  std::optional<IndexTemplates> templates_;
  std::optional<IndexPolicyTemplates> policy_templates_;
};

}  // namespace smallprint::searching
