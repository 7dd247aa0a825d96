#include "searcher/matching/columns.hpp"

#include <chrono>
#include <cstddef>

#include <fmt/format.h>

#include "common/error.hpp"

namespace smallprint::searching {

std::string passage_id_text(std::uint64_t id) {
  return fmt::format("{}{:016x}", kPassageIdPrefix, id);
}

Day day_of(std::int32_t days_since_1970) {
  return Day(std::chrono::days(days_since_1970));
}

Day day_of(const ShardReader& shard, std::uint32_t snapshot) {
  return day_of(shard.snapshot_day[snapshot]);
}

const std::string& archive_of(const Manifest& manifest, const SnapshotDetails& details) {
  if (details.archive >= manifest.archives.size()) {
    throw Error(ExitCode::kIo, "a snapshot of the index names no archive", kRebuildHint);
  }
  return manifest.archives[details.archive].path;
}

std::uint32_t begin_of_group(const ShardReader& shard, std::uint32_t row, Group group) {
  if (group == Group::kNone) {
    return row;
  }
  const auto spans = shard.policy_spans.values();
  std::size_t policy = shard.policy_of_row(row);
  while (group == Group::kSite && policy > 0 && spans[policy - 1].site == spans[policy].site) {
    --policy;
  }
  return spans[policy].first_row;
}

std::uint32_t end_of_group(const ShardReader& shard, std::uint32_t row, Group group) {
  if (group == Group::kNone) {
    return row + 1;
  }
  const auto spans = shard.policy_spans.values();
  const std::uint32_t policy = shard.policy_of_row(row);
  std::size_t next = policy + 1;
  while (group == Group::kSite && spans[next].site == spans[policy].site) {
    ++next;
  }
  return spans[next].first_row;
}

}  // namespace smallprint::searching
