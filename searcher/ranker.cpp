#include "searcher/ranker.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>
#include <string_view>
#include <tuple>
#include <utility>

#include <fmt/format.h>
#include <xapian.h>

#include "common/error.hpp"
#include "schemas/index_schema.hpp"
#include "searcher/bm25.hpp"

namespace smallprint::searching {
namespace {

/// term_share of BM25 as a Xapian weight. The weight of the term comes in as the factor of
/// OP_SCALE_WEIGHT: Xapian knows the statistics of one shard only, we those of all.
class ShareWeight final : public Xapian::Weight {
 public:
  explicit ShareWeight(double average_words) : average_words_(average_words) {
    need_stat(WDF);
    need_stat(WDF_MAX);
    need_stat(DOC_LENGTH);
    need_stat(DOC_LENGTH_MIN);
  }

  [[nodiscard]] ShareWeight* clone() const override { return new ShareWeight(average_words_); }

  void init(double factor) override { factor_ = factor; }

  [[nodiscard]] double get_sumpart(Xapian::termcount frequency,
                                   Xapian::termcount words,
                                   Xapian::termcount /*unique*/) const override {
    return factor_ * term_share(frequency, words, average_words_);
  }

  [[nodiscard]] double get_maxpart() const override {
    const double frequency = std::max<double>(1, get_wdf_upper_bound());
    return factor_ * term_share(frequency, get_doclength_lower_bound(), average_words_);
  }

  [[nodiscard]] double get_sumextra(Xapian::termcount /*words*/,
                                    Xapian::termcount /*unique*/) const override {
    return 0;
  }

  [[nodiscard]] double get_maxextra() const override { return 0; }

 private:
  double average_words_;
  double factor_ = 0;
};

/// Lets only the rows of a set through.
class RowSource final : public Xapian::PostingSource {
 public:
  explicit RowSource(const PassageSet& rows)
      : rows_(rows), size_(static_cast<Xapian::doccount>(rows.size())) {}

  [[nodiscard]] Xapian::doccount get_termfreq_min() const override { return size_; }
  [[nodiscard]] Xapian::doccount get_termfreq_est() const override { return size_; }
  [[nodiscard]] Xapian::doccount get_termfreq_max() const override { return size_; }

  void init(const Xapian::Database& /*database*/) override { next_ = 0; }

  void next(double /*min_weight*/) override {
    row_ = rows_.next(next_);
    next_ = row_ + 1;
  }

  void skip_to(Xapian::docid document, double /*min_weight*/) override {
    next_ = std::max(document - 1, next_ == 0 ? 0 : row_);
    next(0);
  }

  [[nodiscard]] bool at_end() const override { return row_ == rows_.rows(); }

  [[nodiscard]] Xapian::docid get_docid() const override { return row_ + 1; }

  [[nodiscard]] std::string get_description() const override { return "RowSource"; }

 private:
  const PassageSet& rows_;
  Xapian::doccount size_;
  std::uint32_t next_ = 0;
  std::uint32_t row_ = 0;
};

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

Xapian::Query any_of(const std::map<std::string, double>& weights) {
  std::vector<Xapian::Query> terms;
  terms.reserve(weights.size());
  for (const auto& [term, weight] : weights) {
    terms.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(term), weight);
  }
  return Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end());
}

/// The scored part of a query for one shard.
Xapian::Query scoring_query(const TermWeights& weights, const PassageSet* matches) {
  const auto maybe = [](const Xapian::Query& must, const Xapian::Query& may) {
    return may.empty() ? must : Xapian::Query(Xapian::Query::OP_AND_MAYBE, must, may);
  };
  const Xapian::Query scored = maybe(any_of(weights.matching), any_of(weights.score_only));
  if (matches == nullptr) {
    return scored;
  }
  // Every match is to come, those with none of the terms too (NOT a): the set itself scores nought.
  const Xapian::Query set((new RowSource(*matches))->release());
  return maybe(Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, set, 0), scored);
}

/// The rows of one shard with at least `least` score, the best `wanted` of them.
Xapian::MSet best_of_shard(const Shard& shard,
                           const Xapian::Query& query,
                           const ShareWeight& weight,
                           std::size_t wanted,
                           double least) {
  Xapian::Enquire enquire(shard.postings);
  enquire.set_weighting_scheme(weight);
  enquire.set_docid_order(Xapian::Enquire::DONT_CARE);
  enquire.set_query(query);
  if (least > 0) {
    enquire.set_cutoff(0, least);
  }
  return enquire.get_mset(0, static_cast<Xapian::doccount>(wanted));
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

}  // namespace

TermWeights weigh_terms(const IndexView& index,
                        const ParsedQuery& query,
                        const Expansions& expansions) {
  TermWeights weights;
  const std::uint64_t passages = index.manifest.passages;
  const auto joint_weight = [&](const std::vector<std::string>& terms) {
    std::uint64_t with_term = 0;
    for (const auto& shard : index.shards) {
      for (const std::string& term : terms) {
        with_term += shard->frequency(term);
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

BestRows best_rows(const IndexView& index,
                   const TermWeights& weights,
                   const std::vector<PassageSet>& matches,
                   std::size_t wanted) {
  constexpr double kNone = -std::numeric_limits<double>::infinity();
  const ShareWeight weight(index.average_words());
  const std::size_t passages = index.manifest.passages;
  for (std::size_t ask = wanted + 1;; ask *= 4) {
    ask = std::min(ask, passages + 1);  // so many never come, and then all have
    std::vector<RankedRow> rows;
    double left_out = kNone;  // no row that did not come scores more
    double least = 0;
    for (std::uint32_t number = 0; number < index.shards.size(); ++number) {
      const Shard& shard = *index.shards[number];
      const PassageSet* const set = matches.empty() ? nullptr : &matches[number];
      const Xapian::MSet found =
          best_of_shard(shard, scoring_query(weights, set), weight, ask, least);
      double last = kNone;
      for (auto item = found.begin(); item != found.end(); ++item) {
        last = item.get_weight();
        rows.push_back({.shard = number, .row = *item - 1, .score = last});
      }
      left_out = std::max({left_out, least > 0 ? least : kNone, found.size() == ask ? last : kNone});
      if (rows.size() > ask) {
        const auto nth = rows.begin() + static_cast<std::ptrdiff_t>(ask) - 1;
        std::nth_element(rows.begin(), nth, rows.end(), [](const RankedRow& a, const RankedRow& b) {
          return a.score > b.score;
        });
        least = nth->score;
      }
    }
    for (RankedRow& row : rows) {
      row.score = round_score(row.score);
    }
    BestRows best;
    best.complete = left_out == kNone;
    std::sort(rows.begin(), rows.end(), [&](const RankedRow& a, const RankedRow& b) {
      return ranks_before(index, a, b);
    });
    const double certain = best.complete ? kNone : round_score(left_out);
    const auto end = std::find_if(
        rows.begin(), rows.end(), [&](const RankedRow& row) { return row.score <= certain; });
    rows.erase(end, rows.end());
    if (best.complete || rows.size() >= wanted) {
      best.rows = std::move(rows);
      return best;
    }
  }
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
            term_share(frequency->second, explanation.words, explanation.average_words);
        explanation.parts.push_back({.term = term,
                                     .weight = weight,
                                     .frequency = frequency->second,
                                     .score = weight * share});
      }
    }
  }
  return explanation;
}

double score_of(const Explanation& explanation) {
  return round_score(std::accumulate(
      explanation.parts.begin(), explanation.parts.end(), 0.0, [](double sum, const ScorePart& part) {
        return sum + part.score;
      }));
}

}  // namespace smallprint::searching
