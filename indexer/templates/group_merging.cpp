#include "indexer/templates/group_merging.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <unordered_map>
#include <utility>

#include "indexer/interruption.hpp"

namespace smallprint::indexing {
namespace {

/// Two leaders, the earlier first.
using LeaderPair = std::pair<std::uint32_t, std::uint32_t>;

class GroupMerger {
 public:
  GroupMerger(const TextCollection& texts, std::vector<std::uint32_t>& leader_of)
      : texts_(texts), leader_of_(leader_of) {}

  void run(const BandBuckets& buckets) {
    const std::vector<LeaderPair> pairs = find_pairs(buckets);
    find_compared_texts(pairs);
    for (const auto& [one, other] : pairs) {
      throw_if_interrupted();
      try_merge(leader_now(one), leader_now(other));
    }
    for (std::uint32_t& leader : leader_of_) {
      leader = leader_now(leader);
    }
  }

 private:
  [[nodiscard]] std::vector<LeaderPair> find_pairs(const BandBuckets& buckets) const {
    std::vector<LeaderPair> pairs;
    for (std::size_t band = 0; band < kTemplateBands; ++band) {
      buckets.for_each(band, [&](std::span<const BandMember> bucket) { add_pairs(bucket, pairs); });
      make_unique(pairs);
    }
    return pairs;
  }

  /// In the order of the leaders, each once.
  void make_unique(std::vector<LeaderPair>& pairs) const {
    std::ranges::sort(pairs, [&](const LeaderPair& one, const LeaderPair& other) {
      return one.first != other.first ? texts_.leads_before(one.first, other.first)
                                      : texts_.leads_before(one.second, other.second);
    });
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  }

  void add_pairs(std::span<const BandMember> bucket, std::vector<LeaderPair>& pairs) const {
    std::vector<std::uint32_t> leaders;
    for (const BandMember& member : bucket) {
      const std::uint32_t leader = leader_of_[member.text];
      if (std::ranges::find(leaders, leader) == leaders.end()) {
        leaders.push_back(leader);
      }
      if (leaders.size() == kGroupsOfBucket) {
        break;
      }
    }
    std::ranges::sort(leaders, [&](std::uint32_t one, std::uint32_t other) {
      return texts_.leads_before(one, other);
    });
    for (std::size_t i = 0; i < leaders.size(); ++i) {
      for (std::size_t j = i + 1; j < leaders.size(); ++j) {
        pairs.emplace_back(leaders[i], leaders[j]);
      }
    }
  }

  void find_compared_texts(const std::vector<LeaderPair>& pairs) {
    for (const auto& [one, other] : pairs) {
      compared_.try_emplace(one);
      compared_.try_emplace(other);
    }
    for (std::uint32_t text = 0; text < leader_of_.size(); ++text) {
      const auto group = compared_.find(leader_of_[text]);
      if (group != compared_.end() && group->second.size() < kComparedTexts) {
        group->second.push_back(text);
      }
    }
  }

  [[nodiscard]] std::uint32_t leader_now(std::uint32_t leader) const {
    for (auto found = merged_into_.find(leader); found != merged_into_.end();
         found = merged_into_.find(leader)) {
      leader = found->second;
    }
    return leader;
  }

  void try_merge(std::uint32_t one, std::uint32_t other) {
    if (one == other) {
      return;
    }
    const auto [stays, goes] =
        texts_.leads_before(one, other) ? std::pair(one, other) : std::pair(other, one);
    std::vector<std::uint32_t>& kept = compared_.at(stays);
    const std::vector<std::uint32_t>& added = compared_.at(goes);
    if (!are_mostly_near(kept, added)) {
      return;
    }
    std::vector<std::uint32_t> both;
    std::ranges::merge(kept, added, std::back_inserter(both));
    both.resize(std::min(both.size(), kComparedTexts));
    kept = std::move(both);
    merged_into_.emplace(goes, stays);
  }

  [[nodiscard]] bool are_mostly_near(const std::vector<std::uint32_t>& ones,
                                     const std::vector<std::uint32_t>& others) {
    words_.resize(ones.size());
    for (std::size_t i = 0; i < ones.size(); ++i) {
      texts_.read_words(ones[i], words_[i]);
    }
    std::size_t near = 0;
    for (const std::uint32_t other : others) {
      texts_.read_words(other, other_words_);
      near += static_cast<std::size_t>(std::ranges::count_if(
          words_, [&](const DistinctWords& words) { return are_near(words, other_words_); }));
    }
    return near * 2 > ones.size() * others.size();
  }

  const TextCollection& texts_;
  std::vector<std::uint32_t>& leader_of_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> compared_;  // by leader; ascending
  std::unordered_map<std::uint32_t, std::uint32_t> merged_into_;
  std::vector<DistinctWords> words_;  // scratch
  DistinctWords other_words_;
};

}  // namespace

void merge_groups(const TextCollection& texts,
                  const BandBuckets& buckets,
                  std::vector<std::uint32_t>& leader_of) {
  GroupMerger(texts, leader_of).run(buckets);
}

}  // namespace smallprint::indexing
