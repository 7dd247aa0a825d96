#include "searcher/counting/template_facet.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "searcher/counting/unit_counter.hpp"
#include "searcher/matching/shard_matches.hpp"

namespace smallprint::searching {
namespace {

constexpr std::uint32_t kSharedBySites = 2;

class TemplateFacetCounter {
 public:
  TemplateFacetCounter(const IndexView& index,
                       const TemplateValues& templates,
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
          const RowAtHand at{.shard = number, .row = row, .begin = begin, .end = end};
          templates_.for_each_of(
              at, snapshots, [&](std::uint32_t found, std::uint32_t from, std::uint32_t to) {
                if (place_of_[found] != kNoTemplate) {
                  counter.stand_at(site, row, from, to);
                  counter.add(place_of_[found]);
                }
              });
        });
    const std::vector<std::uint64_t> counts = counter.counts();
    std::ranges::transform(counts_, counts, counts_.begin(), std::plus());
    units_with_listed_ += counter.with_listed();
  }

  const IndexView& index_;
  const TemplateValues& templates_;
  const std::vector<PassageSet>& matches_;
  const Filters& filters_;
  FacetUnit unit_;
  std::vector<std::uint32_t> place_of_;  // by template, its place in shared_
  std::vector<std::uint32_t> shared_;
  std::vector<std::uint64_t> counts_;  // by place
  std::uint64_t units_with_listed_ = 0;
};

}  // namespace

FacetAnswer count_template_facet(const IndexView& index,
                                 const TemplateValues& templates,
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
    answer.values.push_back(templates.value_of(counter.shared()[place], counter.counts()[place]));
  }
  answer.other = matches.units - counter.units_with_listed();
  return answer;
}

}  // namespace smallprint::searching
