/// Practices whose numbers of sites moved from one generation to the next: a change of the archive,
/// or of what the labeller makes of it, that somebody should know of before comparing counts.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "common/practices/statement_column.hpp"
#include "schemas/practices.hpp"

namespace smallprint::indexing {

/// A move counts from this share of the former number on, and from this many sites on: below, one
/// new policy would be news in a small archive.
inline constexpr std::uint64_t kDriftPercent = 5;
inline constexpr std::uint64_t kDriftSites = 5;

/// Sites with at least one living passage that states a practice in a polarity, by stated_kind().
using StatingSites = std::array<std::uint64_t, kStatedKinds>;

/// One practice in one polarity.
struct DriftedPractice {
  Practice practice = Practice::kFirstParty;
  std::optional<Polarity> polarity;
  std::uint64_t before = 0;  ///< sites
  std::uint64_t after = 0;

  friend bool operator==(const DriftedPractice&, const DriftedPractice&) = default;
};

struct Drift {
  std::uint64_t since = 0;                 ///< the generation compared with
  std::string labeler;                     ///< of that generation
  std::vector<DriftedPractice> practices;  ///< by practice, then polarity, none last
};

/// One pass over the statements of every shard. Error(kNoIndex).
[[nodiscard]] StatingSites count_stating_sites(const std::filesystem::path& generation,
                                               std::uint32_t shards);

/// Those that moved by more than kDriftPercent of the number before, and by kDriftSites at least.
[[nodiscard]] std::vector<DriftedPractice> drifted_practices(const StatingSites& before,
                                                             const StatingSites& after);

}  // namespace smallprint::indexing
