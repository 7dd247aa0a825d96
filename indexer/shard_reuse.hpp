/// Carries a shard of one generation over to the next, without the sites that have changed.
#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "common/manifest.hpp"

namespace smallprint::indexing {

/// True for the files that a generation does not share with others, by their name.
[[nodiscard]] bool is_list_of_dead(const std::filesystem::path& file);

/// Makes the files of the shard `from` those of `to`, an empty folder: links, so they take no time
/// and no space, or copies where the file system has no links. Only the lists of dead sites and
/// words are written anew when a site of the shard is among `changed`; from then on the shard
/// answers as if it had never held them. Returns what the newly dead rows added up to. Synced.
/// Error(kIo), Error(kNoIndex). Cost: a link a file; when a site is newly dead, one pass over the
/// words of the living rows.
[[nodiscard]] RowTotals reuse_shard(const std::filesystem::path& from,
                                    const std::filesystem::path& to,
                                    const std::set<std::string, std::less<>>& changed);

}  // namespace smallprint::indexing
