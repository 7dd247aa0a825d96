/// What of the generation in force goes on into the next, and what is derived anew.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "common/manifest.hpp"
#include "indexer/site_parts.hpp"

namespace smallprint::indexing {

/// Later shards beside those of the last full build. With more, all of them are made one again.
inline constexpr std::uint32_t kMaxLaterShards = 8;

struct UpdatePlan {
  std::vector<std::uint32_t> kept;  ///< numbers of shards that go on, ascending
  std::uint32_t kept_of_full = 0;   ///< so many of them, the first, are of the last full build
  std::set<std::string, std::less<>> changed;  ///< sites that are dead in them from now on
  std::vector<SitePart> fresh;                 ///< sites to derive, in order
};

/// Compares the sites of a generation with the list by their fingerprints. Sites that are new or
/// not the same are derived; all others stay where they are. Nothing when a full build is due: it
/// is cheaper (over half of the input changed), or more than a quarter of the rows would be dead.
/// Error(kNoIndex) when the generation is damaged. Cost: opening its shards.
[[nodiscard]] std::optional<UpdatePlan> plan_update(const std::filesystem::path& generation,
                                                    const Manifest& manifest,
                                                    const std::vector<SnapshotEntry>& entries,
                                                    const std::vector<SitePart>& sites);

}  // namespace smallprint::indexing
