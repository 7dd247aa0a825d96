/// Carries a shard of one generation over to the next, without the sites that have changed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>

namespace smallprint::indexing {

/// What a generation loses with the rows of sites that have changed.
struct LostRows {
  std::uint64_t passages = 0;
  std::uint64_t occurrences = 0;
  std::uint64_t words = 0;
};

/// Makes the files of the shard `from` those of `to`, an empty folder: links, so they take no time
/// and no space, or copies where the file system has no links. Only the lists of dead sites and
/// words are written anew when a site of the shard is among `changed`; from then on the shard
/// answers as if it had never held them. Synced. Error(kIo), Error(kNoIndex).
/// Cost: a link a file; when a site is newly dead, one pass over the words of the living rows.
[[nodiscard]] LostRows reuse_shard(const std::filesystem::path& from,
                                   const std::filesystem::path& to,
                                   const std::set<std::string, std::less<>>& changed);

}  // namespace smallprint::indexing
