#include "searcher/counting/template_values.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

#include <fmt/format.h>

#include "searcher/matching/columns.hpp"

namespace smallprint::searching {
namespace {

constexpr std::size_t kLabelBytes = 100;

/// The beginning of a text, whole words only.
std::string label_of(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  if (text.size() <= kLabelBytes) {
    return text;
  }
  const std::size_t space = text.rfind(' ', kLabelBytes);
  std::size_t end = space == std::string::npos ? kLabelBytes : space;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
    --end;  // not within a character
  }
  return text.substr(0, end) + " ...";
}

}  // namespace

void PassageTemplateValues::for_each_of(const RowAtHand& row,
                                        const SnapshotCounter& /*counter*/,
                                        const Visit& visit) const {
  const std::uint32_t number = templates_.template_of(row.shard, row.row);
  if (number != kNoTemplate) {
    visit(number, row.begin, row.end);
  }
}

FacetValue PassageTemplateValues::value_of(std::uint32_t number, std::uint64_t count) const {
  const RankedRow row = templates_.leading_row(number);
  ShardReader& shard = index_.shards[row.shard]->data;
  return {.value = templates_.id_of(number),
          .label = label_of(shard.passage_text(row.row).text),
          .count = count,
          .shared = SharedText{.sites = templates_.sites_of(number),
                               .example = passage_id_text(shard.row_id[row.row])}};
}

void PolicyTemplateValues::for_each_of(const RowAtHand& row,
                                       const SnapshotCounter& counter,
                                       const Visit& visit) const {
  for (std::uint32_t begin = row.begin; begin < row.end;) {
    const std::uint32_t number = templates_.template_of({.shard = row.shard, .snapshot = begin});
    std::uint32_t end = begin + 1;
    while (end < row.end &&
           templates_.template_of({.shard = row.shard, .snapshot = end}) == number) {
      ++end;
    }
    if (number != kNoTemplate && counter.count(begin, end) > 0) {
      visit(number, begin, end);
    }
    begin = end;
  }
}

FacetValue PolicyTemplateValues::value_of(std::uint32_t number, std::uint64_t count) const {
  const SnapshotPlace at = templates_.leading_snapshot(number);
  ShardReader& shard = index_.shards[at.shard]->data;
  return {.value = policy_template_id(index_, passages_, at),
          .label = label_of(shard.snapshot_details(at.snapshot).title),
          .count = count,
          .shared = SharedText{
              .sites = templates_.sites_of(number),
              .example = fmt::format("{}@{}",
                                     shard.policies[shard.policy_of_snapshot(at.snapshot)],
                                     format_day(day_of(shard, at.snapshot)))}};
}

}  // namespace smallprint::searching
