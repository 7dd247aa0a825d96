/// What keeps a run that nobody watches from doing harm. Each throws before anything is published.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "common/manifest.hpp"
#include "indexer/archive_source.hpp"
#include "indexer/run_report.hpp"

namespace smallprint::indexing {

/// An archive that lost more of its policies than this since the generation in force is taken for
/// one that is not all there, as it is when a disk is not mounted or a copy was cut off.
inline constexpr std::uint64_t kMaxShrinkPercent = 10;

/// Error(kDataRejected) with the figures when `changes` remove more than that.
void check_shrink(const Changes& changes);

/// Error(kNoInput) naming the first source that has no policy file. One that cannot be read counts
/// as a file: it is in the report.
void check_sources_have_files(const ArchiveSources& sources,
                              const std::vector<std::string>& paths,
                              const SourceOptions& options,
                              Progress& progress);

/// What a build writes at most, as far as can be told: `bytes` of files to derive, times the
/// measured share of them that an index takes, in `before` where there is one.
[[nodiscard]] std::uint64_t estimated_bytes(std::uint64_t bytes, const Manifest* before);

/// Error(kIo) with the figures when fewer bytes than `needed` are free where the index stands.
void check_free_space(const std::filesystem::path& index, std::uint64_t needed);

/// A warning when `started` is before the generation in force was published, else "": the clock was
/// set back, or was wrong then. Both are UTC, ISO 8601.
[[nodiscard]] std::string clock_warning(const std::string& started, const std::string& published);

}  // namespace smallprint::indexing
