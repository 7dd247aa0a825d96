/// An index of what only a git history says of snapshots, made without one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/small_archive.hpp"

namespace smallprint::testing_support {

/// The archive that such an index names.
inline constexpr const char* kRecordedArchive = "/archives/it's one.git";

/// The made-up commit of a snapshot: its timestamp between zeros, 40 digits.
[[nodiscard]] std::string commit_of(const std::string& timestamp);

/// Writes an index of the snapshots with their metadata and removals. Files are named by their
/// sites, `SITE.md`. Sites are dealt to the shards in turn. Of equal snapshots one is kept.
void write_recorded_index(const std::vector<SmallSnapshot>& snapshots,
                          const std::filesystem::path& index,
                          std::uint32_t shards = 1);

}  // namespace smallprint::testing_support
