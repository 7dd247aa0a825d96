#include "indexer/templates/clusters.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

#include "indexer/interruption.hpp"
#include "indexer/templates/band_buckets.hpp"
#include "indexer/templates/group_merging.hpp"

namespace smallprint::indexing {
namespace {

constexpr std::uint32_t kNobody = UINT32_MAX;

class LeaderSearch {
 public:
  LeaderSearch(const TextCollection& texts, const BandBuckets& buckets)
      : texts_(texts),
        buckets_(buckets),
        leader_(texts.size(), kNobody),
        last_compared_(texts.size(), kNobody) {}

  std::vector<std::uint32_t> run() {
    std::vector<std::uint32_t> order(texts_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, [&](std::uint32_t one, std::uint32_t other) {
      return texts_.leads_before(one, other);
    });
    for (const std::uint32_t text : order) {
      if (leader_[text] == kNobody) {
        leader_[text] = text;
        lead(text);
      }
    }
    return std::move(leader_);
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
  std::vector<std::uint32_t> leader_;
  std::vector<std::uint32_t> last_compared_;  // the leader each text was last compared with
  bool has_words_ = false;                    // leader_words_ are those of the leader at hand
  DistinctWords leader_words_;
  DistinctWords words_;
};

}  // namespace

std::vector<std::uint32_t> find_leaders(const TextCollection& texts, unsigned jobs) {
  const BandBuckets buckets(texts, jobs);
  std::vector<std::uint32_t> leaders = LeaderSearch(texts, buckets).run();
  merge_groups(texts, buckets, leaders);
  return leaders;
}

}  // namespace smallprint::indexing
