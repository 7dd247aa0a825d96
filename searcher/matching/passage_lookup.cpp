#include "searcher/matching/passage_lookup.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

#include "common/error.hpp"
#include "common/url.hpp"
#include "searcher/matching/columns.hpp"

namespace smallprint::searching {

RankedRow find_passage(const IndexView& index, const std::string& id) {
  std::uint64_t number = 0;
  const std::string_view digits = std::string_view(id).substr(kPassageIdPrefix.size());
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, number, 16);
  for (std::uint32_t shard = 0; error == std::errc() && stop == end && shard < index.shards.size();
       ++shard) {
    const ShardReader& data = index.shards[shard]->data;
    const auto rows = data.row_id.values();
    const auto found = std::find(rows.begin(), rows.end(), number);
    const auto row = static_cast<std::uint32_t>(found - rows.begin());
    if (found != rows.end() && data.is_live_row(row)) {
      return {.shard = shard, .row = row};
    }
  }
  throw Error(ExitCode::kNoInput, fmt::format("{}: no such passage in this index", id));
}

SitePlace find_site_place(const IndexView& index, const std::string& name) {
  for (const std::string& written : {name, lower_host(name)}) {
    for (std::uint32_t shard = 0; shard < index.shards.size(); ++shard) {
      const ShardReader& data = index.shards[shard]->data;
      const auto site = data.sites.find(written);
      if (site && data.is_live_site(*site)) {
        return {.shard = shard, .site = *site};
      }
    }
  }
  const bool is_template = name.starts_with("t:") || name.starts_with("pt:");
  throw Error(ExitCode::kNoInput,
              fmt::format("{}: no such site in this index", name),
              is_template ? "a template is asked about by one of its passages or snapshots, which "
                            "facets prints beside it"
                          : "smallprint-search facets --by site");
}

}  // namespace smallprint::searching
