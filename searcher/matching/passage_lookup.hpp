/// Finds passages and sites by the names that people give.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "searcher/index_view.hpp"
#include "searcher/search_request.hpp"

namespace smallprint::searching {

/// The live row of a passage id, `p:` and hexadecimal digits. Error(kNoInput) when there is none.
/// Cost: a look at every row's id.
[[nodiscard]] RankedRow find_passage(const IndexView& index, const std::string& id);

/// A site of a shard.
struct SitePlace {
  std::uint32_t shard = 0;
  std::uint32_t site = 0;
};

/// A living site; as written, else as a host is written. Error(kNoInput) when there is none.
[[nodiscard]] SitePlace find_site_place(const IndexView& index, const std::string& name);

}  // namespace smallprint::searching
