#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "common/templates/distinct_words.hpp"
#include "searcher/matching/columns.hpp"
#include "searcher/matching/passage_lookup.hpp"
#include "searcher/templates/similar.hpp"

namespace smallprint::searching {
namespace {

bool share_band(const TextBands& one, const TextBands& other) {
  bool equal = false;
  for (std::size_t band = 0; band < one.size(); ++band) {
    equal |= one[band] == other[band];
  }
  return equal;
}

PassageView view_of(ShardReader& shard, std::uint32_t row) {
  const std::uint32_t policy = shard.policy_of_row(row);
  PassageText passage = shard.passage_text(row);
  return {.passage_id = passage_id_text(shard.row_id[row]),
          .site = std::string(shard.sites[shard.policy_spans[policy].site]),
          .policy = std::string(shard.policies[policy]),
          .heading = std::move(passage.heading),
          .text = std::move(passage.text),
          .first = day_of(shard, shard.row_first[row]),
          .last = day_of(shard, shard.row_first[row] + shard.row_count[row] - 1),
          .snapshots = shard.row_count[row]};
}

/// The near passages of one site.
struct NearSite {
  RankedRow nearest;
  double jaccard = 0;
  bool same_text = false;
  std::uint64_t passages = 0;
  Day first;
  Day last;
};

class SimilarSearch {
 public:
  SimilarSearch(const IndexView& index, const IndexTemplates& templates, const RankedRow& asked)
      : index_(index), templates_(templates), asked_(asked) {
    const ShardReader& shard = index.shards[asked.shard]->data;
    const ShardTexts& texts = templates.texts(asked.shard);
    const std::uint32_t text = texts.text_of_row[asked.row];
    digest_ = texts.digest[text];
    bands_ = texts.bands[text];
    DistinctWordsReader(shard.words, shard.forward).read(asked.row, words_);
  }

  /// Those of all sites but the own, nearest first.
  std::vector<NearSite> run() {
    for (std::uint32_t shard = 0; shard < index_.shards.size(); ++shard) {
      add_sites(shard, near_texts(shard));
    }
    std::ranges::sort(sites_, {}, [&](const NearSite& site) {
      const ShardReader& shard = index_.shards[site.nearest.shard]->data;
      return std::tuple(-site.jaccard, !site.same_text, site.first, name_of(shard, site.nearest));
    });
    return std::move(sites_);
  }

 private:
  /// How alike the text asked about and those texts of the shard that are near to it are.
  using NearTexts = std::unordered_map<std::uint32_t, double>;

  static std::string_view name_of(const ShardReader& shard, const RankedRow& row) {
    return shard.sites[shard.policy_spans[shard.policy_of_row(row.row)].site];
  }

  [[nodiscard]] NearTexts near_texts(std::uint32_t number) const {
    const ShardReader& shard = index_.shards[number]->data;
    const ShardTexts& texts = templates_.texts(number);
    std::vector<std::uint32_t> candidates;
    for (std::uint32_t text = 0; text < texts.size(); ++text) {
      if (share_band(texts.bands[text], bands_)) {
        candidates.push_back(text);
      }
    }
    NearTexts near;
    if (candidates.empty()) {
      return near;
    }
    const DistinctWordsReader reader(shard.words, shard.forward);
    DistinctWords words;
    for (const std::uint32_t text : candidates) {
      reader.read(texts.first_row[text], words);
      if (are_near(words, words_)) {
        near.emplace(text, jaccard(words, words_));
      }
    }
    return near;
  }

  void add_sites(std::uint32_t number, const NearTexts& near) {
    if (near.empty()) {
      return;
    }
    const ShardReader& shard = index_.shards[number]->data;
    const ShardTexts& texts = templates_.texts(number);
    const std::uint32_t own_begin = begin_of_group(shard_of_asked(), asked_.row, Group::kSite);
    const std::uint32_t own_end = end_of_group(shard_of_asked(), asked_.row, Group::kSite);
    std::uint32_t end_of_site = 0;
    index_.shards[number]->live_rows().for_each([&](std::uint32_t row) {
      const auto found = near.find(texts.text_of_row[row]);
      const bool is_own = number == asked_.shard && own_begin <= row && row < own_end;
      if (found == near.end() || is_own) {
        return;
      }
      if (row >= end_of_site) {
        end_of_site = end_of_group(shard, row, Group::kSite);
        sites_.emplace_back();
      }
      add_row(sites_.back(), {.shard = number, .row = row}, found->second);
    });
  }

  void add_row(NearSite& site, const RankedRow& at, double jaccard) const {
    const ShardReader& shard = index_.shards[at.shard]->data;
    const ShardTexts& texts = templates_.texts(at.shard);
    const Day first = day_of(shard, shard.row_first[at.row]);
    const Day last = day_of(shard, shard.row_first[at.row] + shard.row_count[at.row] - 1);
    const bool same_text = texts.digest[texts.text_of_row[at.row]] == digest_;
    const bool is_first = site.passages++ == 0;
    site.first = is_first ? first : std::min(site.first, first);
    site.last = is_first ? last : std::max(site.last, last);
    const auto rank = [&](const RankedRow& row, double alike, bool same) {
      return std::tuple(
          -alike, !same, shard.snapshot_day[shard.row_first[row.row]], shard.row_id[row.row]);
    };
    if (is_first ||
        rank(at, jaccard, same_text) < rank(site.nearest, site.jaccard, site.same_text)) {
      site.nearest = at;
      site.jaccard = jaccard;
      site.same_text = same_text;
    }
  }

  [[nodiscard]] const ShardReader& shard_of_asked() const {
    return index_.shards[asked_.shard]->data;
  }

  const IndexView& index_;
  const IndexTemplates& templates_;
  RankedRow asked_;
  std::uint64_t digest_ = 0;
  TextBands bands_{};
  DistinctWords words_;
  std::vector<NearSite> sites_;
};

}  // namespace

std::pair<std::size_t, std::size_t> range_of(const Page& page, std::size_t count) {
  const std::size_t begin = std::min(page.offset, count);
  return {begin, page.limit == 0 ? count : begin + std::min(page.limit, count - begin)};
}

SimilarPassages find_similar_passages(const IndexView& index,
                                      const IndexTemplates& templates,
                                      const std::string& id,
                                      const Page& page) {
  const RankedRow asked = find_passage(index, id);
  SimilarPassages answer;
  answer.passage = view_of(index.shards[asked.shard]->data, asked.row);
  const std::uint32_t number = templates.template_of(asked.shard, asked.row);
  if (number == kNoTemplate) {
    return answer;
  }
  answer.template_id = templates.id_of(number);
  answer.template_sites = templates.sites_of(number);
  const std::vector<NearSite> sites = SimilarSearch(index, templates, asked).run();
  answer.same_text_sites =
      static_cast<std::uint64_t>(std::ranges::count(sites, true, &NearSite::same_text));
  answer.near_sites = sites.size() - answer.same_text_sites;
  const auto [begin, end] = range_of(page, sites.size());
  answer.first_rank = begin + 1;
  for (std::size_t i = begin; i < end; ++i) {
    const NearSite& site = sites[i];
    answer.sites.push_back(
        {.nearest = view_of(index.shards[site.nearest.shard]->data, site.nearest.row),
         .jaccard = site.jaccard,
         .same_text = site.same_text,
         .passages = site.passages,
         .first = site.first,
         .last = site.last});
  }
  return answer;
}

}  // namespace smallprint::searching
