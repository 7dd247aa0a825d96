/// The templates of an index: which passages of which sites are copies of one text
/// (docs/templates.md).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/templates/shard_texts.hpp"
#include "common/templates/template_table.hpp"
#include "searcher/index_view.hpp"
#include "searcher/matching/passage_set.hpp"
#include "searcher/search_request.hpp"

namespace smallprint::searching {

/// Mapped; the index must outlive it.
class IndexTemplates {
 public:
  /// Error(kNoIndex) when a file is damaged. Cost: a look at every row's and text's number, about
  /// 2 ms for a million rows.
  explicit IndexTemplates(const IndexView& index);

  /// Templates are numbered from 0, the same in every index of the same content.
  [[nodiscard]] std::uint32_t size() const { return table_->size(); }

  /// kNoTemplate for a row whose text is too short, or that is not live.
  [[nodiscard]] std::uint32_t template_of(std::uint32_t shard, std::uint32_t row) const {
    return table_->template_of(shard, texts_[shard].text_of_row[row]);
  }

  /// That of its leading text, common/templates/shard_texts.hpp.
  [[nodiscard]] std::uint64_t digest_of(std::uint32_t number) const;

  /// `t:` and 16 hexadecimal digits.
  [[nodiscard]] std::string id_of(std::uint32_t number) const;

  /// A row with the text that the template is named after.
  [[nodiscard]] RankedRow leading_row(std::uint32_t number) const;

  /// Living sites that have had a passage of it.
  [[nodiscard]] std::uint32_t sites_of(std::uint32_t number) const { return table_->sites[number]; }

  [[nodiscard]] const ShardTexts& texts(std::uint32_t shard) const { return texts_[shard]; }

 private:
  std::vector<ShardTexts> texts_;
  std::optional<TemplateTable> table_;
};

/// What each of the rows that are left stands for; none for a row without a template.
struct CollapsedRows {
  std::vector<std::optional<CollapsedHits>> of_row;
};

/// Keeps the first row of each template in `rows`, and those without one, in order.
[[nodiscard]] CollapsedRows collapse_templates(const IndexTemplates& templates,
                                               std::vector<RankedRow>& rows);

/// Of the rows of each template the earliest alone (dates_before), and those without one.
[[nodiscard]] std::vector<PassageSet> earliest_of_templates(const IndexView& index,
                                                            const IndexTemplates& templates,
                                                            const std::vector<PassageSet>& rows);

}  // namespace smallprint::searching
