/// The templates of whole policies: which snapshots of which sites say the same
/// (docs/templates.md).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/templates/template_table.hpp"
#include "searcher/index_view.hpp"
#include "searcher/templates/templates.hpp"

namespace smallprint::searching {

/// A snapshot of a shard.
struct SnapshotPlace {
  std::uint32_t shard = 0;
  std::uint32_t snapshot = 0;
};

/// Mapped; the index must outlive it.
class IndexPolicyTemplates {
 public:
  /// Error(kNoIndex) when a file is damaged. Cost: a look at every snapshot's number.
  explicit IndexPolicyTemplates(const IndexView& index);

  /// They are numbered from 0, the same in every index of the same content.
  [[nodiscard]] std::uint32_t size() const { return table_.size(); }

  /// kNoTemplate for a snapshot of short passages alone, or of a dead site.
  [[nodiscard]] std::uint32_t template_of(const SnapshotPlace& at) const {
    return table_.template_of(at.shard, at.snapshot);
  }

  /// A snapshot with the content that the template is named after.
  [[nodiscard]] SnapshotPlace leading_snapshot(std::uint32_t number) const;

  /// Living sites that have had a snapshot of it.
  [[nodiscard]] std::uint32_t sites_of(std::uint32_t number) const { return table_.sites[number]; }

 private:
  TemplateTable table_;
};

/// `pt:` and 16 hexadecimal digits: the digest of what the leading snapshot contains.
/// Cost: reading that.
[[nodiscard]] std::string policy_template_id(const IndexView& index,
                                             const IndexTemplates& passages,
                                             const SnapshotPlace& leading);

}  // namespace smallprint::searching
