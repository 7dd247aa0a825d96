/// Counts sites, snapshots or passages per value of a facet, each once.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "searcher/counting/facet_values.hpp"
#include "searcher/counting/facets.hpp"
#include "searcher/matching/filters.hpp"

namespace smallprint::searching {

/// Counts units per value. Rows come in the order of the shard.
class UnitCounter {
 public:
  /// A unit with a value of `listed` counts among those that have one.
  UnitCounter(FacetUnit unit, const SnapshotCounter& snapshots, std::vector<char> listed)
      : unit_(unit),
        snapshots_(snapshots),
        listed_(std::move(listed)),
        tallies_(listed_.size() + 1) {}

  /// What the next values are of: a row and snapshots [begin, end) of it.
  void stand_at(std::uint32_t site, std::uint32_t row, std::uint32_t begin, std::uint32_t end) {
    key_ = (unit_ == FacetUnit::kSite ? site : row) + 1;
    begin_ = begin;
    end_ = end;
  }

  void add(ValueNumber value) {
    add_to(tallies_[value]);
    if (listed_[value] != 0) {
      add_to(tallies_.back());
    }
  }

  [[nodiscard]] FacetUnit unit() const { return unit_; }

  [[nodiscard]] std::size_t values() const { return listed_.size(); }

  [[nodiscard]] std::vector<std::uint64_t> counts() const {
    std::vector<std::uint64_t> counts(values());
    for (std::size_t value = 0; value < counts.size(); ++value) {
      counts[value] = tallies_[value].count;
    }
    return counts;
  }

  /// Units with a listed value.
  [[nodiscard]] std::uint64_t with_listed() const { return tallies_.back().count; }

 private:
  struct Tally {
    std::uint64_t count = 0;
    std::uint32_t last = 0;  ///< site or row + 1 that counted; of snapshots, the end of those
  };

  void add_to(Tally& tally) {
    if (unit_ != FacetUnit::kSnapshot) {
      tally.count += tally.last == key_ ? 0U : 1U;
      tally.last = key_;
      return;
    }
    const std::uint32_t begin = std::max(begin_, tally.last);
    if (begin < end_) {
      tally.count += snapshots_.count(begin, end_);
      tally.last = end_;
    }
  }

  FacetUnit unit_;
  const SnapshotCounter& snapshots_;
  std::vector<char> listed_;
  std::vector<Tally> tallies_;  // one more than values: units with a listed one
  std::uint32_t key_ = 0;
  std::uint32_t begin_ = 0;
  std::uint32_t end_ = 0;
};

}  // namespace smallprint::searching
