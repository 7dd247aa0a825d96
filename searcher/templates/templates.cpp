#include "searcher/templates/templates.hpp"

#include <cstddef>
#include <unordered_map>
#include <utility>

#include "common/generation.hpp"
#include "searcher/ranking/ranker.hpp"

namespace smallprint::searching {

IndexTemplates::IndexTemplates(const IndexView& index) {
  std::vector<std::uint32_t> sizes;
  for (std::uint32_t shard = 0; shard < index.shards.size(); ++shard) {
    texts_.emplace_back(index.folder() / shard_name(shard), index.shards[shard]->data.rows());
    sizes.push_back(texts_.back().size());
  }
  table_.emplace(index.folder(), text_begins(sizes));
}

std::uint64_t IndexTemplates::digest_of(std::uint32_t number) const {
  const TextPlace leader = table_->leader_of(number);
  return texts_[leader.shard].digest[leader.text];
}

std::string IndexTemplates::id_of(std::uint32_t number) const {
  return template_id_text(digest_of(number));
}

RankedRow IndexTemplates::leading_row(std::uint32_t number) const {
  const TextPlace leader = table_->leader_of(number);
  return {.shard = leader.shard, .row = texts_[leader.shard].first_row[leader.text]};
}

CollapsedRows collapse_templates(const IndexTemplates& templates, std::vector<RankedRow>& rows) {
  CollapsedRows collapsed;
  std::unordered_map<std::uint32_t, std::size_t> place_of;  // of each template among those kept
  std::vector<RankedRow> kept;
  for (const RankedRow& row : rows) {
    const std::uint32_t number = templates.template_of(row.shard, row.row);
    if (number == kNoTemplate) {
      collapsed.of_row.emplace_back();
      kept.push_back(row);
      continue;
    }
    const auto [known, is_new] = place_of.try_emplace(number, kept.size());
    if (is_new) {
      collapsed.of_row.push_back(CollapsedHits{.template_id = templates.id_of(number),
                                               .sites = templates.sites_of(number)});
      kept.push_back(row);
    } else {
      ++collapsed.of_row[known->second]->more;
    }
  }
  rows = std::move(kept);
  return collapsed;
}

std::vector<PassageSet> earliest_of_templates(const IndexView& index,
                                              const IndexTemplates& templates,
                                              const std::vector<PassageSet>& rows) {
  std::vector<PassageSet> kept;
  std::unordered_map<std::uint32_t, RankedRow> earliest;  // by template
  for (std::uint32_t shard = 0; shard < rows.size(); ++shard) {
    kept.emplace_back(rows[shard].rows());
    rows[shard].for_each([&](std::uint32_t number) {
      const RankedRow row{.shard = shard, .row = number};
      const std::uint32_t found = templates.template_of(shard, number);
      if (found == kNoTemplate) {
        kept.back().insert(number);
        return;
      }
      RankedRow& known = earliest.try_emplace(found, row).first->second;
      if (dates_before(index, row, known)) {
        known = row;
      }
    });
  }
  for (const auto& [number, row] : earliest) {
    kept[row.shard].insert(row.row);
  }
  return kept;
}

}  // namespace smallprint::searching
