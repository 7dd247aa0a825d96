#include "searcher/counting/template_facet.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "searcher/counting/unit_counter.hpp"
#include "searcher/matching/columns.hpp"
#include "searcher/matching/shard_matches.hpp"

namespace smallprint::searching {
namespace {

constexpr std::size_t kLabelBytes = 100;
constexpr std::uint32_t kSharedBySites = 2;

/// The beginning of a text, whole words only.
std::string label_of(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  if (text.size() <= kLabelBytes) {
    return text;
  }
  const std::size_t space = text.rfind(' ', kLabelBytes);
  std::size_t end = space == std::string::npos ? kLabelBytes : space;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
    --end;  // not within a character
  }
  return text.substr(0, end) + " ...";
}

class TemplateFacetCounter {
 public:
  TemplateFacetCounter(const IndexView& index,
                       const IndexTemplates& templates,
                       const std::vector<PassageSet>& matches,
                       const Filters& filters,
                       FacetUnit unit)
      : index_(index),
        templates_(templates),
        matches_(matches),
        filters_(filters),
        unit_(unit),
        place_of_(templates.size(), kNoTemplate) {
    for (std::uint32_t number = 0; number < templates.size(); ++number) {
      if (templates.sites_of(number) >= kSharedBySites) {
        place_of_[number] = static_cast<std::uint32_t>(shared_.size());
        shared_.push_back(number);
      }
    }
  }

  /// Counts each shared template; those of `listed` are what units_with_listed() is of. `listed`
  /// has one for each of shared().
  void count(const std::vector<char>& listed) {
    counts_.assign(shared_.size(), 0);
    units_with_listed_ = 0;
    for (std::uint32_t shard = 0; shard < matches_.size(); ++shard) {
      count_shard(shard, listed);
    }
  }

  /// Templates that are values, ascending.
  [[nodiscard]] const std::vector<std::uint32_t>& shared() const { return shared_; }

  [[nodiscard]] const std::vector<std::uint64_t>& counts() const { return counts_; }

  [[nodiscard]] std::uint64_t units_with_listed() const { return units_with_listed_; }

 private:
  void count_shard(std::uint32_t number, const std::vector<char>& listed) {
    const ShardReader& shard = index_.shards[number]->data;
    const SnapshotCounter snapshots(shard, filters_);
    UnitCounter counter(unit_, snapshots, listed);
    for_each_row(
        {shard, matches_[number]},
        [&](std::uint32_t site, std::uint32_t row, std::uint32_t begin, std::uint32_t end) {
          const std::uint32_t found = templates_.template_of(number, row);
          if (found != kNoTemplate && place_of_[found] != kNoTemplate) {
            counter.stand_at(site, row, begin, end);
            counter.add(place_of_[found]);
          }
        });
    const std::vector<std::uint64_t> counts = counter.counts();
    std::ranges::transform(counts_, counts, counts_.begin(), std::plus());
    units_with_listed_ += counter.with_listed();
  }

  const IndexView& index_;
  const IndexTemplates& templates_;
  const std::vector<PassageSet>& matches_;
  const Filters& filters_;
  FacetUnit unit_;
  std::vector<std::uint32_t> place_of_;  // by template, its place in shared_
  std::vector<std::uint32_t> shared_;
  std::vector<std::uint64_t> counts_;  // by place
  std::uint64_t units_with_listed_ = 0;
};

FacetValue value_of_template(const IndexView& index,
                             const IndexTemplates& templates,
                             std::uint32_t number,
                             std::uint64_t count) {
  const RankedRow row = templates.leading_row(number);
  ShardReader& shard = index.shards[row.shard]->data;
  return {.value = templates.id_of(number),
          .label = label_of(shard.passage_text(row.row).text),
          .count = count,
          .shared = SharedText{.sites = templates.sites_of(number),
                               .passage_id = passage_id_text(shard.row_id[row.row])}};
}

}  // namespace

FacetAnswer count_template_facet(const IndexView& index,
                                 const IndexTemplates& templates,
                                 const FacetMatches& matches,
                                 const Filters& filters,
                                 const FacetRequest& request) {
  TemplateFacetCounter counter(index, templates, matches.rows, filters, request.unit);
  const std::size_t size = counter.shared().size();
  counter.count(std::vector<char>(size, 1));
  std::vector<std::uint32_t> places;
  for (std::uint32_t place = 0; place < size; ++place) {
    if (counter.counts()[place] > 0) {
      places.push_back(place);
    }
  }
  std::ranges::stable_sort(
      places, std::ranges::greater(), [&](std::uint32_t place) { return counter.counts()[place]; });
  FacetAnswer answer;
  answer.matching = matches.units;
  answer.distinct = places.size();
  if (request.top != 0 && places.size() > request.top) {
    places.resize(request.top);
    std::vector<char> listed(size);
    std::ranges::for_each(places, [&](std::uint32_t place) { listed[place] = 1; });
    counter.count(listed);
  }
  for (const std::uint32_t place : places) {
    answer.values.push_back(
        value_of_template(index, templates, counter.shared()[place], counter.counts()[place]));
  }
  answer.other = matches.units - counter.units_with_listed();
  return answer;
}

}  // namespace smallprint::searching
