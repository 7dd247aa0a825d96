#include "indexer/templates/group_merging.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>

#include "indexer/interruption.hpp"
#include "indexer/templates/components.hpp"
#include "indexer/worker_pool.hpp"

namespace smallprint::indexing {
namespace {

/// Two leaders, the earlier first.
using LeaderPair = std::pair<std::uint32_t, std::uint32_t>;

/// By leader, the texts by which its group is compared, ascending.
using ComparedTexts = std::unordered_map<std::uint32_t, std::vector<std::uint32_t>>;

/// The leader into whose group another's went; that one's may have gone on.
using Merges = std::unordered_map<std::uint32_t, std::uint32_t>;

std::uint32_t leader_after(const Merges& merges, std::uint32_t leader) {
  for (auto found = merges.find(leader); found != merges.end(); found = merges.find(leader)) {
    leader = found->second;
  }
  return leader;
}

/// Merges the groups of pairs that are connected, and of no others: of `compared`, only theirs are
/// touched.
class ComponentMerger {
 public:
  ComponentMerger(const TextCollection& texts, ComparedTexts& compared)
      : texts_(texts), compared_(compared) {}

  /// In the order of the pairs.
  Merges run(std::span<const LeaderPair> pairs) {
    for (const auto& [one, other] : pairs) {
      throw_if_interrupted();
      try_merge(leader_after(merges_, one), leader_after(merges_, other));
    }
    return std::move(merges_);
  }

 private:
  void try_merge(std::uint32_t one, std::uint32_t other) {
    if (one == other) {
      return;
    }
    const auto [stays, goes] =
        texts_.leads_before(one, other) ? std::pair(one, other) : std::pair(other, one);
    const std::vector<std::uint32_t>& added = compared_.at(goes);
    if (!are_mostly_near(stays, added)) {
      return;
    }
    std::vector<std::uint32_t>& kept = compared_.at(stays);
    std::vector<std::uint32_t> both;
    std::ranges::merge(kept, added, std::back_inserter(both));
    both.resize(std::min(both.size(), kComparedTexts));
    kept = std::move(both);
    words_of_.reset();
    merges_.emplace(goes, stays);
  }

  [[nodiscard]] bool are_mostly_near(std::uint32_t leader,
                                     const std::vector<std::uint32_t>& others) {
    if (words_of_ != leader) {
      read_words(leader);
    }
    std::size_t near = 0;
    for (const std::uint32_t other : others) {
      texts_.read_words(other, other_words_);
      near += static_cast<std::size_t>(std::ranges::count_if(
          words_, [&](const DistinctWords& words) { return are_near(words, other_words_); }));
    }
    return near * 2 > words_.size() * others.size();
  }

  void read_words(std::uint32_t leader) {
    const std::vector<std::uint32_t>& texts = compared_.at(leader);
    words_of_.reset();  // in case reading throws
    words_.resize(texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
      texts_.read_words(texts[i], words_[i]);
    }
    words_of_ = leader;
  }

  const TextCollection& texts_;
  ComparedTexts& compared_;
  Merges merges_;
  std::optional<std::uint32_t> words_of_;  // the leader of whose compared texts words_ are
  std::vector<DistinctWords> words_;
  DistinctWords other_words_;  // scratch
};

class GroupMerger {
 public:
  GroupMerger(const TextCollection& texts, std::vector<std::uint32_t>& leader_of)
      : texts_(texts), leader_of_(leader_of) {}

  void run(const BandBuckets& buckets, unsigned jobs) {
    const std::vector<LeaderPair> pairs = find_pairs(buckets);
    ComparedTexts compared = find_compared_texts(pairs);
    const std::vector<std::vector<LeaderPair>> components = split(pairs);
    std::vector<Merges> merges(components.size());
    run_tasks(components.size(), jobs, [&](std::size_t i) {
      merges[i] = ComponentMerger(texts_, compared).run(components[i]);
    });
    Merges all;
    for (Merges& some : merges) {
      all.merge(some);
    }
    for (std::uint32_t& leader : leader_of_) {
      leader = leader_after(all, leader);
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

  [[nodiscard]] ComparedTexts find_compared_texts(const std::vector<LeaderPair>& pairs) const {
    ComparedTexts compared;
    for (const auto& [one, other] : pairs) {
      compared.try_emplace(one);
      compared.try_emplace(other);
    }
    for (std::uint32_t text = 0; text < leader_of_.size(); ++text) {
      const auto group = compared.find(leader_of_[text]);
      if (group != compared.end() && group->second.size() < kComparedTexts) {
        group->second.push_back(text);
      }
    }
    return compared;
  }

  [[nodiscard]] std::vector<std::vector<LeaderPair>> split(
      const std::vector<LeaderPair>& pairs) const {
    Components components(leader_of_.size());
    for (const auto& [one, other] : pairs) {
      components.connect(one, other);
    }
    return components.split(std::span<const LeaderPair>(pairs),
                            [](const LeaderPair& pair) { return pair.first; });
  }

  const TextCollection& texts_;
  std::vector<std::uint32_t>& leader_of_;
};

}  // namespace

void merge_groups(const TextCollection& texts,
                  const BandBuckets& buckets,
                  unsigned jobs,
                  std::vector<std::uint32_t>& leader_of) {
  GroupMerger(texts, leader_of).run(buckets, jobs);
}

}  // namespace smallprint::indexing
