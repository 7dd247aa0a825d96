/// What the columns of a shard say, in the terms of an answer.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "common/calendar.hpp"
#include "common/manifest.hpp"
#include "common/shard_reader.hpp"
#include "searcher/search_request.hpp"

namespace smallprint::searching {

inline constexpr std::string_view kPassageIdPrefix = "p:";

/// `p:` and 16 hexadecimal digits: what `show` takes.
[[nodiscard]] std::string passage_id_text(std::uint64_t id);

/// The day of a number in `snapshots.day`.
[[nodiscard]] Day day_of(std::int32_t days_since_1970);
[[nodiscard]] Day day_of(const ShardReader& shard, std::uint32_t snapshot);

/// The SOURCE of the build that a snapshot is from. Error(kIo) when the index names none.
[[nodiscard]] const std::string& archive_of(const Manifest& manifest,
                                            const SnapshotDetails& details);

/// The rows [begin, end) of the site, of the policy or of nothing else that `row` belongs to. They
/// stand together, and no group crosses a shard. Cost: a binary search over the shard's policies.
[[nodiscard]] std::uint32_t begin_of_group(const ShardReader& shard,
                                           std::uint32_t row,
                                           Group group);
[[nodiscard]] std::uint32_t end_of_group(const ShardReader& shard, std::uint32_t row, Group group);

}  // namespace smallprint::searching
