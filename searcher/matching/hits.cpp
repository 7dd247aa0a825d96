#include "searcher/matching/hits.hpp"

#include "searcher/matching/columns.hpp"
#include "searcher/matching/passage_statements.hpp"

namespace smallprint::searching {

Hit read_hit(IndexView& index, const RankedRow& at) {
  ShardReader& shard = index.shards[at.shard]->data;
  const std::uint32_t policy = shard.policy_of_row(at.row);
  const std::uint32_t first = shard.row_first[at.row];
  const std::uint32_t count = shard.row_count[at.row];
  Hit hit;
  hit.at = at;
  hit.passage_id = passage_id_text(shard.row_id[at.row]);
  hit.site = shard.sites[shard.policy_spans[policy].site];
  hit.policy = shard.policies[policy];
  hit.policy_host = shard.hosts[shard.snapshot_host[first]];
  hit.passage = shard.passage_text(at.row);
  hit.statements = load_statements(shard, at.row, hit.passage);
  hit.source = shard.snapshot_details(first);
  hit.title = hit.source.title;
  hit.archive = archive_of(index.manifest, hit.source);
  hit.first = day_of(shard, first);
  hit.last = day_of(shard, first + count - 1);
  hit.snapshots = count;
  return hit;
}

}  // namespace smallprint::searching
