#include "searcher/counting/stated_by_sites.hpp"

#include <cstdint>
#include <span>
#include <utility>

#include "searcher/matching/shard_matches.hpp"

namespace smallprint::searching {
namespace {

/// What the rows of each site state, a row being `stated(row)`.
template <typename Stated>
std::vector<StatedSet> merge_by_site(const ShardMatches& matches, const Stated& stated) {
  std::vector<StatedSet> sites;
  std::uint32_t last_site = UINT32_MAX;
  StatedSet of_site = 0;
  for_each_row(matches, [&](std::uint32_t site, std::uint32_t row, std::uint32_t, std::uint32_t) {
    if (site != last_site) {
      sites.push_back(std::exchange(of_site, 0));
      last_site = site;
    }
    of_site |= stated(row);
  });
  sites.push_back(of_site);
  return sites;
}

/// Of a row, only the statements that `test` accepts.
StatedSet stated_by(std::span<const std::uint32_t> statements, const StatementTest& test) {
  StatedSet stated = 0;
  for (const std::uint32_t packed : statements) {
    stated |= test.accepts(packed) ? stated_set(packed) : 0;
  }
  return stated;
}

}  // namespace

StatedBySites::StatedBySites(const IndexView& index,
                             const std::vector<PassageSet>& matches,
                             const StatementCondition& condition) {
  const StatementTest test(condition);
  for (std::size_t i = 0; i < matches.size(); ++i) {
    Shard& shard = *index.shards[i];
    const ShardMatches of_shard{shard.data, matches[i]};
    if (condition.empty()) {
      const std::vector<StatedSet>& by_row = shard.stated_by_row();
      shards_.push_back(merge_by_site(of_shard, [&](std::uint32_t row) { return by_row[row]; }));
    } else {
      shards_.push_back(merge_by_site(of_shard, [&](std::uint32_t row) {
        return stated_by(shard.data.statements_of(row), test);
      }));
    }
  }
}

}  // namespace smallprint::searching
