#include "indexer/templates/band_buckets.hpp"

#include <algorithm>

#include "indexer/interruption.hpp"
#include "indexer/worker_pool.hpp"

namespace smallprint::indexing {
namespace {

/// The texts of one band by key, then number; those alone with their key left out.
std::vector<BandMember> members_of_band(const TextCollection& texts, std::size_t band) {
  std::vector<BandMember> members(texts.size());
  for (std::uint32_t text = 0; text < texts.size(); ++text) {
    members[text] = {.key = texts.bands(text)[band], .text = text};
  }
  std::sort(members.begin(), members.end());
  std::size_t kept = 0;
  for (std::size_t begin = 0; begin < members.size();) {
    std::size_t end = begin + 1;
    while (end < members.size() && members[end].key == members[begin].key) {
      ++end;
    }
    for (std::size_t i = begin; end - begin > 1 && i < end; ++i) {
      members[kept++] = members[i];
    }
    begin = end;
  }
  members.resize(kept);
  members.shrink_to_fit();
  return members;
}

}  // namespace

BandBuckets::BandBuckets(const TextCollection& texts, unsigned jobs) {
  run_tasks(bands_.size(), jobs, [&](std::size_t band) {
    throw_if_interrupted();
    bands_[band] = members_of_band(texts, band);
  });
}

std::span<const BandMember> BandBuckets::bucket(std::size_t band, std::uint32_t key) const {
  const std::vector<BandMember>& members = bands_[band];
  return {std::ranges::lower_bound(members, key, {}, &BandMember::key),
          std::ranges::upper_bound(members, key, {}, &BandMember::key)};
}

}  // namespace smallprint::indexing
