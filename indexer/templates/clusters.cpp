#include "indexer/templates/clusters.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <span>
#include <utility>

#include "indexer/interruption.hpp"
#include "indexer/templates/band_buckets.hpp"
#include "indexer/templates/components.hpp"
#include "indexer/templates/group_merging.hpp"
#include "indexer/worker_pool.hpp"

namespace smallprint::indexing {
namespace {

constexpr std::uint32_t kNobody = UINT32_MAX;

/// What is known of the texts while leaders are sought; a component's are one thread's alone.
struct Leaders {
  explicit Leaders(std::size_t texts) : of_text(texts, kNobody), last_compared(texts, kNobody) {}

  std::vector<std::uint32_t> of_text;
  std::vector<std::uint32_t> last_compared;  // the leader each text was last compared with
};

class LeaderSearch {
 public:
  LeaderSearch(const TextCollection& texts, const BandBuckets& buckets, Leaders& leaders)
      : texts_(texts),
        buckets_(buckets),
        leader_(leaders.of_text),
        last_compared_(leaders.last_compared) {}

  /// Of all texts of a component, in the order in which texts lead.
  void run(std::span<const std::uint32_t> texts) {
    for (const std::uint32_t text : texts) {
      if (leader_[text] == kNobody) {
        leader_[text] = text;
        lead(text);
      }
    }
  }

 private:
  void lead(std::uint32_t leader) {
    throw_if_interrupted();
    has_words_ = false;
    const TextBands& keys = texts_.bands(leader);
    for (std::size_t band = 0; band < kTemplateBands; ++band) {
      std::uint32_t strangers = 0;
      for (const BandMember& member : buckets_.bucket(band, keys[band])) {
        if (leader_[member.text] != kNobody) {
          continue;
        }
        if (last_compared_[member.text] != leader && follows(member.text, leader)) {
          leader_[member.text] = leader;
        } else if (++strangers == kMostStrangers) {
          break;
        }
      }
    }
  }

  bool follows(std::uint32_t text, std::uint32_t leader) {
    if (!has_words_) {
      texts_.read_words(leader, leader_words_);
      has_words_ = true;
    }
    last_compared_[text] = leader;
    texts_.read_words(text, words_);
    return are_near(words_, leader_words_);
  }

  const TextCollection& texts_;
  const BandBuckets& buckets_;
  std::vector<std::uint32_t>& leader_;
  std::vector<std::uint32_t>& last_compared_;
  bool has_words_ = false;  // leader_words_ are those of the leader at hand
  DistinctWords leader_words_;
  DistinctWords words_;
};

/// The texts that share a bucket, directly or through others: part by part, in the order in which
/// they lead. Those alone in all their buckets are in none.
std::vector<std::vector<std::uint32_t>> components_of(const TextCollection& texts,
                                                      const BandBuckets& buckets) {
  Components components(texts.size());
  std::vector<bool> is_alone(texts.size(), true);
  for (std::size_t band = 0; band < kTemplateBands; ++band) {
    buckets.for_each(band, [&](std::span<const BandMember> bucket) {
      for (const BandMember& member : bucket) {
        is_alone[member.text] = false;
        components.connect(member.text, bucket.front().text);
      }
    });
  }
  std::vector<std::uint32_t> order;
  for (std::uint32_t text = 0; text < texts.size(); ++text) {
    if (!is_alone[text]) {
      order.push_back(text);
    }
  }
  std::ranges::sort(order, [&](std::uint32_t one, std::uint32_t other) {
    return texts.leads_before(one, other);
  });
  return components.split(std::span<const std::uint32_t>(order), std::identity());
}

}  // namespace

std::vector<std::uint32_t> find_leaders(const TextCollection& texts, unsigned jobs) {
  const BandBuckets buckets(texts, jobs);
  Leaders leaders(texts.size());
  {
    const auto components = components_of(texts, buckets);
    run_tasks(components.size(), jobs, [&](std::size_t i) {
      LeaderSearch(texts, buckets, leaders).run(components[i]);
    });
  }
  for (std::uint32_t text = 0; text < texts.size(); ++text) {
    std::uint32_t& leader = leaders.of_text[text];
    leader = leader == kNobody ? text : leader;
  }
  merge_groups(texts, buckets, jobs, leaders.of_text);
  return std::move(leaders.of_text);
}

}  // namespace smallprint::indexing
