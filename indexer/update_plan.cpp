#include "indexer/update_plan.hpp"

#include <algorithm>
#include <string_view>

#include "common/generation.hpp"
#include "common/shard_reader.hpp"

namespace smallprint::indexing {
namespace {

constexpr std::uint64_t kDeadShare = 4;     // a quarter of the rows
constexpr std::uint64_t kChangedShare = 2;  // half of the input

class Comparison {
 public:
  Comparison(const std::vector<SnapshotEntry>& entries, const std::vector<SitePart>& sites)
      : entries_(entries), sites_(sites), stays_(sites.size()) {}

  /// Sorts the sites of a shard into those that stay and those that do not. A shard without any
  /// that stays is not kept.
  void add(std::uint32_t number, bool is_of_full, const ShardReader& shard) {
    std::vector<std::size_t> staying;
    std::uint64_t living_rows = 0;
    std::vector<std::string> leaving;
    for (std::uint32_t site = 0; site < shard.sites.size(); ++site) {
      if (!shard.is_live_site(site)) {
        continue;
      }
      const auto known = find(shard.sites[site]);
      if (known && sites_[*known].fingerprint == shard.site_fingerprint[site]) {
        staying.push_back(*known);
        living_rows += shard.rows_of_site(site);
      } else {
        leaving.emplace_back(shard.sites[site]);
      }
    }
    if (staying.empty()) {
      return;
    }
    for (const std::size_t site : staying) {
      stays_[site] = true;
    }
    plan_.changed.insert(leaving.begin(), leaving.end());
    plan_.kept.push_back(number);
    plan_.kept_of_full += is_of_full ? 1U : 0U;
    rows_ += shard.rows();
    dead_rows_ += shard.rows() - living_rows;
  }

  [[nodiscard]] std::optional<UpdatePlan> take() && {
    std::uint64_t bytes = 0;
    std::uint64_t fresh_bytes = 0;
    for (std::size_t site = 0; site < sites_.size(); ++site) {
      bytes += sites_[site].bytes;
      if (!stays_[site]) {
        fresh_bytes += sites_[site].bytes;
        plan_.fresh.push_back(sites_[site]);
      }
    }
    if (dead_rows_ * kDeadShare > rows_ || fresh_bytes * kChangedShare > bytes) {
      return std::nullopt;
    }
    return std::move(plan_);
  }

 private:
  [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const {
    const auto at = std::ranges::lower_bound(sites_, name, {}, [&](const SitePart& part) {
      return std::string_view(entries_[part.begin].site);
    });
    const bool is_known = at != sites_.end() && entries_[at->begin].site == name;
    return is_known ? std::optional(static_cast<std::size_t>(at - sites_.begin())) : std::nullopt;
  }

  const std::vector<SnapshotEntry>& entries_;
  const std::vector<SitePart>& sites_;
  std::vector<bool> stays_;
  UpdatePlan plan_;
  std::uint64_t rows_ = 0;
  std::uint64_t dead_rows_ = 0;
};

}  // namespace

std::optional<UpdatePlan> plan_update(const std::filesystem::path& generation,
                                      const Manifest& manifest,
                                      const std::vector<SnapshotEntry>& entries,
                                      const std::vector<SitePart>& sites) {
  const auto shards = static_cast<std::uint32_t>(manifest.shards.size());
  const bool joins_later_shards = shards - manifest.shards_of_full >= kMaxLaterShards;
  const std::uint32_t end = joins_later_shards ? manifest.shards_of_full : shards;
  Comparison comparison(entries, sites);
  for (std::uint32_t number = 0; number < end; ++number) {
    comparison.add(
        number, number < manifest.shards_of_full, ShardReader(generation / shard_name(number)));
  }
  return std::move(comparison).take();
}

}  // namespace smallprint::indexing
