#include "searcher/matching/match_stream.hpp"

#include <algorithm>
#include <map>

#include "searcher/matching/columns.hpp"
#include "searcher/matching/hits.hpp"

namespace smallprint::searching {

MatchStream::MatchStream(IndexView& index, const std::vector<PassageSet>& matches)
    : index_(index), matches_(matches) {
  for (std::uint32_t shard = 0; shard < matches_.size(); ++shard) {
    add_sites(shard);
  }
  std::ranges::sort(sites_, {}, &SiteRows::site);
}

void MatchStream::add_sites(std::uint32_t shard) {
  const ShardReader& data = index_.shards[shard]->data;
  const PassageSet& rows = matches_[shard];
  for (std::uint32_t row = rows.next(0); row < rows.rows(); row = rows.next(sites_.back().end)) {
    sites_.push_back({.site = data.sites[data.policy_spans[data.policy_of_row(row)].site],
                      .shard = shard,
                      .begin = begin_of_group(data, row, Group::kSite),
                      .end = end_of_group(data, row, Group::kSite)});
  }
}

template <typename Visit>
void MatchStream::for_each_row(const SiteRows& rows, const Visit& visit) const {
  const PassageSet& matching = matches_[rows.shard];
  for (std::uint32_t row = matching.next(rows.begin); row < rows.end;
       row = matching.next(row + 1)) {
    visit(row);
  }
}

void MatchStream::for_each_passage(const std::function<void(const Hit&)>& visit) {
  for (const SiteRows& site : sites_) {
    for_each_row(site, [&](std::uint32_t row) {
      visit(read_hit(index_, {.shard = site.shard, .row = row}));
    });
  }
}

void MatchStream::for_each_snapshot(const Filters& filters,
                                    const std::function<void(const MatchedSnapshot&)>& visit) {
  for (const SiteRows& site : sites_) {
    const ShardReader& shard = index_.shards[site.shard]->data;
    const SnapshotCounter counter(shard, filters);
    std::map<std::uint32_t, std::uint32_t> passages;  // by snapshot
    for_each_row(site, [&](std::uint32_t row) {
      const std::uint32_t first = shard.row_first[row];
      for (std::uint32_t snapshot = first; snapshot < first + shard.row_count[row]; ++snapshot) {
        ++passages[snapshot];
      }
    });
    for (const auto& [snapshot, count] : passages) {
      if (counter.counts(snapshot)) {
        MatchedSnapshot matched = read_snapshot(site.shard, snapshot);
        matched.passages = count;
        visit(matched);
      }
    }
  }
}

MatchedSnapshot MatchStream::read_snapshot(std::uint32_t number, std::uint32_t snapshot) const {
  ShardReader& shard = index_.shards[number]->data;
  const std::uint32_t policy = shard.policy_of_snapshot(snapshot);
  MatchedSnapshot matched{.site = std::string(shard.sites[shard.policy_spans[policy].site]),
                          .policy = std::string(shard.policies[policy]),
                          .policy_host = std::string(shard.hosts[shard.snapshot_host[snapshot]]),
                          .day = day_of(shard, snapshot),
                          .archive = {},
                          .source = shard.snapshot_details(snapshot)};
  matched.archive = archive_of(index_.manifest, matched.source);
  return matched;
}

}  // namespace smallprint::searching
