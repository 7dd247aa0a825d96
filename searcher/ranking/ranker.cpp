#include "searcher/ranking/ranker.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include "common/practices/label_names.hpp"
#include "schemas/index_schema.hpp"
#include "searcher/matching/columns.hpp"
#include "searcher/ranking/bm25.hpp"
#include "searcher/ranking/label_score.hpp"

namespace smallprint::searching {
namespace {

void collect_terms(const QueryNode& node,
                   const Expansions& expansions,
                   const std::function<void(const std::vector<std::string>&)>& visit) {
  if (node.kind == NodeKind::kNot || node.kind == NodeKind::kField) {
    return;
  }
  if (node.kind == NodeKind::kPrefix) {
    visit(expansions.at(node.words.front().written));
    return;
  }
  for (const QueryWord& word : node.words) {
    visit({word.term});
  }
  for (const auto* children : {&node.children, &node.required, &node.optional}) {
    for (const QueryNode& child : *children) {
      collect_terms(child, expansions, visit);
    }
  }
}

std::string_view site_of(const IndexView& index, const RankedRow& at) {
  const ShardReader& shard = index.shards[at.shard]->data;
  return shard.sites[shard.policy_spans[shard.policy_of_row(at.row)].site];
}

std::int32_t first_day(const IndexView& index, const RankedRow& at) {
  const ShardReader& shard = index.shards[at.shard]->data;
  return shard.snapshot_day[shard.row_first[at.row]];
}

std::uint64_t id_of(const IndexView& index, const RankedRow& at) {
  return index.shards[at.shard]->data.row_id[at.row];
}

void add_scores(Shard& shard,
                const std::map<std::string, double>& weights,
                std::vector<double>& scores) {
  for (const auto& [term, weight] : weights) {
    const TermPostings& postings = shard.postings_of(term);
    for (std::size_t i = 0; i < postings.rows.size(); ++i) {
      scores[postings.rows[i]] += weight * static_cast<double>(postings.shares[i]);
    }
  }
}

std::uint8_t counted(std::uint8_t level, const WantedLabel& wanted) {
  return wanted.is_half ? static_cast<std::uint8_t>(level / 2) : level;
}

/// By row: the level of the best label of a group.
std::vector<std::uint8_t> best_levels(Shard& shard, const LabelGroup& group) {
  std::vector<std::uint8_t> best(shard.data.rows());
  for (const WantedLabel& wanted : group) {
    const std::vector<std::uint8_t>& levels = shard.levels_of(wanted.label);
    std::transform(
        best.begin(), best.end(), levels.begin(), best.begin(), [&](auto known, auto level) {
          return std::max(known, counted(level, wanted));
        });
  }
  return best;
}

void add_label_scores(Shard& shard,
                      const std::vector<LabelGroup>& groups,
                      std::vector<double>& scores) {
  for (const LabelGroup& group : groups) {
    const std::vector<std::uint8_t> levels = best_levels(shard, group);
    const double weight = level_weight(groups.size());
    for (std::size_t row = 0; row < scores.size(); ++row) {
      scores[row] += weight * levels[row];
    }
  }
}

struct Before {
  const IndexView& index;

  bool operator()(const RankedRow& a, const RankedRow& b) const {
    return ranks_before(index, a, b);
  }
};

/// The first `count` rows of all that are offered, in order; all of them when `count` is 0.
class TopRows {
 public:
  TopRows(const IndexView& index, std::size_t count) : index_(index), count_(count) {}

  /// False when a row with this unrounded score surely comes after all that are kept.
  [[nodiscard]] bool may_enter(double score) const {
    return count_ == 0 || rows_.size() < count_ || score > rows_.front().score - kRoundingSlack;
  }

  void offer(const RankedRow& row) {
    rows_.push_back(row);
    if (count_ == 0) {
      return;
    }
    std::push_heap(rows_.begin(), rows_.end(), Before{index_});
    if (rows_.size() > count_) {
      std::pop_heap(rows_.begin(), rows_.end(), Before{index_});
      rows_.pop_back();
    }
  }

  std::vector<RankedRow> take() && {
    std::sort(rows_.begin(), rows_.end(), Before{index_});
    return std::move(rows_);
  }

 private:
  static constexpr double kRoundingSlack = 1e-6;

  const IndexView& index_;
  std::size_t count_;
  std::vector<RankedRow> rows_;  // a heap, the last in order in front, when `count_` is not 0
};

}  // namespace

TermWeights weigh_terms(const IndexView& index,
                        const ParsedQuery& query,
                        const Expansions& expansions) {
  TermWeights weights;
  const std::uint64_t passages = index.manifest.rows.passages;
  const auto joint_weight = [&](const std::vector<std::string>& terms) {
    std::uint64_t with_term = 0;
    for (const auto& shard : index.shards) {
      for (const std::string& term : terms) {
        with_term += shard->postings_of(term).rows.size();
      }
    }
    return term_weight(std::min(with_term, passages), passages);
  };
  collect_terms(query.root, expansions, [&](const std::vector<std::string>& terms) {
    const double weight = joint_weight(terms);
    for (const std::string& term : terms) {
      weights.matching.emplace(term, weight);
    }
  });
  for (const QueryWord& word : query.score_only) {
    if (!weights.matching.contains(word.term)) {
      weights.score_only.emplace(word.term, kStopWordShare * joint_weight({word.term}));
    }
  }
  return weights;
}

std::vector<RankedRow> best_rows(const IndexView& index,
                                 const TermWeights& weights,
                                 const std::vector<PassageSet>& matches,
                                 Group group,
                                 std::size_t count) {
  TopRows top(index, count);
  std::vector<double> scores;
  for (std::uint32_t number = 0; number < index.shards.size(); ++number) {
    Shard& shard = *index.shards[number];
    scores.assign(shard.data.rows(), 0);
    add_scores(shard, weights.matching, scores);
    add_scores(shard, weights.score_only, scores);
    add_label_scores(shard, weights.labels, scores);
    const PassageSet& rows = matches[number];
    for (std::uint32_t row = rows.next(0); row < rows.rows();) {
      const std::uint32_t end = end_of_group(shard.data, row, group);
      std::optional<RankedRow> best;
      for (; row < end; row = rows.next(row + 1)) {
        if (top.may_enter(scores[row])) {
          const RankedRow candidate{.shard = number, .row = row, .score = round_score(scores[row])};
          best = best && ranks_before(index, *best, candidate) ? best : candidate;
        }
      }
      if (best) {
        top.offer(*best);
      }
    }
  }
  return std::move(top).take();
}

bool ranks_before(const IndexView& index, const RankedRow& a, const RankedRow& b) {
  if (a.score != b.score) {
    return a.score > b.score;
  }
  if (const auto order = site_of(index, a).compare(site_of(index, b)); order != 0) {
    return order < 0;
  }
  return std::make_tuple(first_day(index, a), id_of(index, a)) <
         std::make_tuple(first_day(index, b), id_of(index, b));
}

bool dates_before(const IndexView& index, const RankedRow& a, const RankedRow& b) {
  if (const auto x = first_day(index, a), y = first_day(index, b); x != y) {
    return x < y;
  }
  if (const auto order = site_of(index, a).compare(site_of(index, b)); order != 0) {
    return order < 0;
  }
  return id_of(index, a) < id_of(index, b);
}

Explanation explain_row(const IndexView& index,
                        const TermWeights& weights,
                        std::uint32_t shard,
                        std::uint32_t row) {
  const ShardReader& data = index.shards[shard]->data;
  PassageWords words;
  data.forward.read(row, words);
  Explanation explanation;
  explanation.average_words = index.average_words();
  std::map<StemId, std::uint32_t> frequencies;
  for (std::size_t i = 0; i < words.words.size(); ++i) {
    if (words.words[i] != kBreakWord) {
      const std::uint32_t times = i < words.heading_words ? kHeadingWeight : 1;
      explanation.words += times;
      frequencies[data.word_stem[words.words[i]]] += times;
    }
  }
  for (const auto* const terms : {&weights.matching, &weights.score_only}) {
    for (const auto& [term, weight] : *terms) {
      const auto stem = data.stems.find(term);
      const auto frequency = stem ? frequencies.find(*stem) : frequencies.end();
      if (frequency != frequencies.end()) {
        const double share =
            term_share(frequency->second, data.row_words[row], explanation.average_words);
        explanation.parts.push_back({.term = term,
                                     .weight = weight,
                                     .frequency = frequency->second,
                                     .score = weight * share});
      }
    }
  }
  for (const LabelGroup& group : weights.labels) {
    Shard& levels = *index.shards[shard];
    const auto level_of = [&](const WantedLabel& wanted) {
      return counted(levels.levels_of(wanted.label)[row], wanted);
    };
    const WantedLabel best = *std::ranges::max_element(group, {}, level_of);
    const std::uint32_t level = level_of(best);
    const double weight = level_weight(weights.labels.size());
    explanation.parts.push_back({.term = label_name(best.label),
                                 .kind = ScorePart::Kind::kLabel,
                                 .weight = weight,
                                 .frequency = level,
                                 .score = weight * level});
  }
  return explanation;
}

double score_of(const Explanation& explanation) {
  return round_score(
      std::accumulate(explanation.parts.begin(),
                      explanation.parts.end(),
                      0.0,
                      [](double sum, const ScorePart& part) { return sum + part.score; }));
}

}  // namespace smallprint::searching
