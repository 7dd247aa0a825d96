/// Finds the captures of a site, or of one of its policies, by name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/calendar.hpp"
#include "common/shard_reader.hpp"
#include "searcher/index_view.hpp"

namespace smallprint::searching {

/// A policy of one shard with its snapshots, [first, last) of the shard, by time.
struct PolicySeries {
  Shard* shard = nullptr;
  std::uint32_t policy = 0;
  std::uint32_t first = 0;
  std::uint32_t last = 0;

  [[nodiscard]] ShardReader& data() const { return shard->data; }
};

/// The policies of a site, by their numbers; empty when the index has no such site. Names are tried
/// as written, then as a host is written.
[[nodiscard]] std::vector<PolicySeries> find_site(IndexView& index, const std::string& name);

/// The policy of that name; else the only one of the site of that name. Error(kUsage) naming them
/// when it has several.
[[nodiscard]] std::optional<PolicySeries> find_policy(IndexView& index, const std::string& name);

/// The last capture of exactly that day. Error(kNoInput) naming the nearest days when there is
/// none; `name` is what the message calls the policy.
[[nodiscard]] std::uint32_t find_capture(const PolicySeries& series,
                                         const std::string& name,
                                         Day day);

}  // namespace smallprint::searching
