#include "searcher/templates/policy_templates.hpp"

#include <optional>

#include <fmt/format.h>

#include "common/templates/snapshot_content.hpp"

namespace smallprint::searching {
namespace {

std::vector<std::uint32_t> snapshot_begins(const IndexView& index) {
  std::vector<std::uint32_t> snapshots;
  for (const auto& shard : index.shards) {
    snapshots.push_back(shard->data.snapshots());
  }
  return text_begins(snapshots);
}

}  // namespace

IndexPolicyTemplates::IndexPolicyTemplates(const IndexView& index)
    : table_(index.folder(), snapshot_begins(index), kPolicyTemplates) {
}

SnapshotPlace IndexPolicyTemplates::leading_snapshot(std::uint32_t number) const {
  const TextPlace leader = table_.leader_of(number);
  return {.shard = leader.shard, .snapshot = leader.text};
}

std::string policy_template_id(const IndexView& index,
                               const IndexTemplates& passages,
                               const SnapshotPlace& leading) {
  DistinctWords content;
  read_content(
      index.shards[leading.shard]->data,
      leading.snapshot,
      [&](std::uint32_t row) -> std::optional<std::uint64_t> {
        const std::uint32_t number = passages.template_of(leading.shard, row);
        return number == kNoTemplate ? std::nullopt : std::optional(passages.digest_of(number));
      },
      content);
  return fmt::format("pt:{:016x}", content_digest(content));
}

}  // namespace smallprint::searching
