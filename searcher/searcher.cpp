#include "searcher/searcher.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "common/error.hpp"
#include "searcher/counting/snapshot_sets.hpp"
#include "searcher/counting/template_facet.hpp"
#include "searcher/matching/columns.hpp"
#include "searcher/matching/highlighter.hpp"
#include "searcher/matching/hits.hpp"
#include "searcher/matching/matcher.hpp"
#include "searcher/ranking/bm25.hpp"
#include "searcher/xapian_errors.hpp"

namespace smallprint::searching {
namespace {

Totals totals_of_shard(const ShardReader& shard, const PassageSet& rows, const Filters& filters) {
  const SnapshotCounter snapshots(shard, filters);
  const auto spans = shard.policy_spans.values();
  Totals totals;
  std::uint32_t policy = 0;
  bool policy_counted = false;
  std::uint32_t last_site = UINT32_MAX;
  std::uint32_t counted = 0;  // snapshots below this are counted; rows come by first snapshot
  rows.for_each([&](std::uint32_t row) {
    while (spans[policy + 1].first_row <= row) {
      ++policy;
      policy_counted = false;
    }
    ++totals.passages;
    totals.policies += policy_counted ? 0U : 1U;
    policy_counted = true;
    totals.sites += spans[policy].site == last_site ? 0U : 1U;
    last_site = spans[policy].site;
    const std::uint32_t begin = std::max(counted, shard.row_first[row]);
    const std::uint32_t end = shard.row_first[row] + shard.row_count[row];
    if (begin < end) {
      totals.snapshots += snapshots.count(begin, end);
      counted = end;
    }
  });
  return totals;
}

/// Keeps the first row of each group, in order.
std::vector<RankedRow> first_of_groups(const IndexView& index,
                                       const std::vector<RankedRow>& rows,
                                       Group group) {
  if (group == Group::kNone) {
    return rows;
  }
  std::vector<RankedRow> firsts;
  std::set<std::pair<std::uint32_t, std::uint32_t>> seen;  // shard, site or policy
  for (const RankedRow& row : rows) {
    const ShardReader& shard = index.shards[row.shard]->data;
    const std::uint32_t policy = shard.policy_of_row(row.row);
    const std::uint32_t key = group == Group::kSite ? shard.policy_spans[policy].site : policy;
    if (seen.emplace(row.shard, key).second) {
      firsts.push_back(row);
    }
  }
  return firsts;
}

std::vector<RankedRow> all_rows(const std::vector<PassageSet>& matches) {
  std::vector<RankedRow> rows;
  for (std::uint32_t shard = 0; shard < matches.size(); ++shard) {
    matches[shard].for_each(
        [&](std::uint32_t row) { rows.push_back({.shard = shard, .row = row}); });
  }
  return rows;
}

/// Rows for an order that needs no ranking: by date, or a request without words.
std::vector<RankedRow> unranked(const IndexView& index,
                                const SearchRequest& request,
                                const std::vector<PassageSet>& matches) {
  const bool by_date = request.sort == Sort::kDate;
  std::vector<RankedRow> rows = all_rows(matches);
  std::sort(rows.begin(), rows.end(), [&](const RankedRow& a, const RankedRow& b) {
    return by_date ? dates_before(index, a, b) : ranks_before(index, a, b);
  });
  return first_of_groups(index, rows, request.group);
}

std::uint64_t units_of(const Totals& totals, FacetUnit unit) {
  switch (unit) {
    case FacetUnit::kSite:
      return totals.sites;
    case FacetUnit::kSnapshot:
      return totals.snapshots;
    default:
      return totals.passages;
  }
}

}  // namespace

std::vector<PassageSet> Searcher::matches(const ParsedQuery& query, const Filters& filters) {
  std::vector<PassageSet> sets;
  sets.reserve(index_.shards.size());
  for (const auto& shard : index_.shards) {
    sets.push_back(Matcher(*shard, filters.days).rows(query.root, filters));
  }
  return sets;
}

Totals Searcher::totals(const std::vector<PassageSet>& matches, const Filters& filters) const {
  Totals sum;
  for (std::size_t i = 0; i < matches.size(); ++i) {
    sum += totals_of_shard(index_.shards[i]->data, matches[i], filters);
  }
  return sum;
}

std::vector<PassageSet> Searcher::find_all(const ParsedQuery& query, const Filters& filters) {
  return translating_xapian_errors([&] {
    (void)expand_prefixes(index_, query);  // refuses what a search would refuse
    return matches(query, filters);
  });
}

Totals Searcher::count(const ParsedQuery& query, const Filters& filters) {
  return totals(find_all(query, filters), filters);
}

FacetAnswer Searcher::facets(const FacetRequest& request) {
  return translating_xapian_errors([&] {
    (void)expand_prefixes(index_, request.query);
    const FacetFilters facet = filters_of_facet(request);
    std::vector<PassageSet> found = matches(request.query, facet.filters);
    if (request.collapse == Collapse::kTemplate) {
      found = earliest_of_templates(index_, templates(), found);
    }
    std::optional<StatedBySites> stated;
    const std::uint64_t units = units_of(totals(found, facet.filters), request.unit);
    return count_any_facet({found, units}, facet, request, stated);
  });
}

TrendAnswer Searcher::trend(const TrendRequest& request) {
  return translating_xapian_errors([&] {
    Filters filters = split_filters(request.filters).passages;
    filters.days = request.panel.value_or(filters.days);
    const auto found = [&](const ParsedQuery& query) {
      (void)expand_prefixes(index_, query);
      return matches(query, filters);
    };
    const std::vector<PassageSet> first = found(request.query);
    const std::vector<PassageSet> second =
        request.compare ? found(*request.compare) : std::vector<PassageSet>();
    return count_trend(index_,
                       request,
                       {.first = first, .second = request.compare ? &second : nullptr},
                       request.unit == TrendUnit::kTemplate ? &policy_templates() : nullptr);
  });
}

FirstAnswer Searcher::first(const FirstRequest& request) {
  return translating_xapian_errors([&] {
    (void)expand_prefixes(index_, request.query);
    const Filters filters = split_filters(request.filters).passages;
    return find_first(index_, request, matches(request.query, filters));
  });
}

Sample Searcher::sample(const SampleRequest& request) {
  return translating_xapian_errors([&] {
    (void)expand_prefixes(index_, request.query);
    return draw_sample(index_, matches(request.query, request.filters), request);
  });
}

FacetAnswer Searcher::count_any_facet(const FacetMatches& matches,
                                      const FacetFilters& filters,
                                      const FacetRequest& request,
                                      std::optional<StatedBySites>& stated) {
  switch (request.by) {
    case FacetBy::kTemplate:
      return count_template_facet(
          index_, PassageTemplateValues(index_, templates()), matches, filters.filters, request);
    case FacetBy::kPolicyTemplate:
      return count_template_facet(index_,
                                  PolicyTemplateValues(index_, templates(), policy_templates()),
                                  matches,
                                  filters.filters,
                                  request);
    default:
      return count_facet(index_, matches, filters, request, stated);
  }
}

/// Over what the answer found, unless the facet leaves a filter out.
std::vector<FacetAnswer> Searcher::facets_of_answer(const SearchRequest& request,
                                                    const std::vector<PassageSet>& found,
                                                    std::uint64_t sites) {
  std::vector<FacetAnswer> answers;
  std::optional<StatedBySites> stated;
  for (const FacetBy by : request.facets) {
    const FacetRequest facet{.query = request.query, .filters = request.filters, .by = by};
    const FacetFilters filters = filters_of_facet(facet);
    answers.push_back(filters.left_out.empty()
                          ? count_any_facet({found, sites}, filters, facet, stated)
                          : facets(facet));
  }
  return answers;
}

const IndexTemplates& Searcher::templates() {
  if (!templates_) {
    templates_.emplace(index_);
  }
  return *templates_;
}

const IndexPolicyTemplates& Searcher::policy_templates() {
  if (!policy_templates_) {
    policy_templates_.emplace(index_);
  }
  return *policy_templates_;
}

Answer Searcher::answer(const SearchRequest& request) {
  return translating_xapian_errors([&] { return find(request); });
}

Answer Searcher::find(const SearchRequest& request) {
  Answer answer;
  const Expansions expansions = expand_prefixes(index_, request.query);
  answer.weights = weigh_terms(index_, request.query, expansions);
  if (request.intent) {
    answer.weights.labels = request.intent->groups();
  }

  const std::vector<PassageSet> found = matches(request.query, request.filters);
  if (request.totals) {
    answer.totals = totals(found, request.filters);
  }
  if (!request.facets.empty()) {
    const Totals sums = request.totals ? answer.totals : totals(found, request.filters);
    answer.facets = facets_of_answer(request, found, sums.sites);
  }
  const bool by_rank = request.sort == Sort::kRelevance && !answer.weights.matching.empty();
  const std::size_t passages = index_.manifest.rows.passages;
  const bool collapses = request.collapse == Collapse::kTemplate;
  const std::size_t wanted =
      request.limit == 0 || collapses ? 0 : request.offset + std::min(request.limit, passages);
  std::vector<RankedRow> rows =
      by_rank ? best_rows(index_, answer.weights, found, request.group, wanted)
              : unranked(index_, request, found);
  CollapsedRows collapsed;
  if (collapses) {
    collapsed = collapse_templates(templates(), rows);
  }

  const std::size_t begin = std::min(request.offset, rows.size());
  const std::size_t end =
      request.limit == 0 ? rows.size() : begin + std::min(request.limit, rows.size() - begin);
  for (std::size_t i = begin; i < end; ++i) {
    AnswerRow row{.at = rows[i]};
    if (!by_rank) {
      row.at.score = score_of(explain_row(index_, answer.weights, row.at.shard, row.at.row));
    }
    if (request.totals && request.group != Group::kNone) {
      const ShardReader& shard = index_.shards[row.at.shard]->data;
      const std::uint32_t first = begin_of_group(shard, row.at.row, request.group);
      const std::uint32_t last = end_of_group(shard, row.at.row, request.group);
      row.more = found[row.at.shard].count_range(first, last) - 1;
    }
    if (collapses) {
      row.collapsed = collapsed.of_row[i];
    }
    answer.rows.push_back(row);
  }
  return answer;
}

Hit Searcher::load(const SearchRequest& request, const Answer& answer, std::size_t i) {
  const AnswerRow& row = answer.rows[i];
  Hit hit = read_hit(index_, row.at);
  hit.rank = request.offset + i + 1;
  hit.more_from_site = row.more;
  hit.collapsed = row.collapsed;
  Highlights found = find_highlights(
      request.query, index_.shards[row.at.shard]->data, row.at.row, hit.passage.text, analyzer_);
  hit.highlights = std::move(found.ranges);
  hit.is_in_heading = found.in_heading;
  if (request.explain) {
    hit.explanation = explain_row(index_, answer.weights, row.at.shard, row.at.row);
  }
  return hit;
}

}  // namespace smallprint::searching
