#include "indexer/guards.hpp"

#include <system_error>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "common/error.hpp"

namespace smallprint::indexing {

namespace fs = std::filesystem;

namespace {

// An index takes .37 of half-yearly snapshots (docs/operations.md) and much less of a git history
// with a version a day. Nothing better is known before the first build, which must not be refused
// for want of space that it would not have taken.
constexpr double kShareOfFirstBuild = 0.2;

// While a shard is compacted its postings, a quarter of an index, are there twice.
constexpr double kWhileCompacting = 1.25;

constexpr std::uint64_t kLeastBytes = std::uint64_t{1} << 20;

double measured_share(const Manifest& manifest) {
  std::uint64_t bytes = 0;
  for (const ManifestFile& file : manifest.files) {
    bytes += file.bytes;
  }
  return static_cast<double>(bytes) / static_cast<double>(manifest.bytes_indexed);
}

double megabytes(std::uint64_t bytes) {
  return static_cast<double>(bytes) / 1e6;
}

std::size_t files_without_include(const std::string& path,
                                  SourceOptions options,
                                  Progress& progress) {
  options.include = {"*"};
  return open_archives({path}, options, progress).front()->records();
}

}  // namespace

void check_shrink(const Changes& changes) {
  const Changes::Policies& policies = changes.policies;
  const std::uint64_t before = policies.removed + policies.changed + policies.unchanged;
  if (policies.removed * 100 <= before * kMaxShrinkPercent) {
    return;
  }
  throw Error(
      ExitCode::kDataRejected,
      fmt::format("{} of {} policies of the index in force are not in the archive any more, "
                  "more than {} %; the published index is as it was",
                  policies.removed,
                  before,
                  kMaxShrinkPercent),
      "see that all of the archive is there; if it is meant to be smaller: --allow-shrink");
}

void check_sources_have_files(const ArchiveSources& sources,
                              const std::vector<std::string>& paths,
                              const SourceOptions& options,
                              Progress& progress) {
  for (std::size_t i = 0; i < sources.size(); ++i) {
    if (sources[i]->records() > 0 || !sources[i]->unreadable().empty()) {
      continue;
    }
    const std::size_t files =
        options.include.empty() ? 0 : files_without_include(paths[i], options, progress);
    if (files == 0) {
      throw Error(ExitCode::kNoInput,
                  fmt::format("{}: no *.md, *.markdown or *.txt file here", paths[i]));
    }
    throw Error(
        ExitCode::kNoInput,
        fmt::format("{}: none of {} files matches --include '{}'",
                    paths[i],
                    files,
                    fmt::join(options.include, "', '")),
        "a pattern is compared with a file's path below its SOURCE, and with its name alone");
  }
}

std::uint64_t estimated_bytes(std::uint64_t bytes, const Manifest* before) {
  const bool is_measured = before != nullptr && before->bytes_indexed > 0;
  const double share = is_measured ? measured_share(*before) : kShareOfFirstBuild;
  return kLeastBytes +
         static_cast<std::uint64_t>(static_cast<double>(bytes) * share * kWhileCompacting);
}

void check_free_space(const fs::path& index, std::uint64_t needed) {
  std::error_code error;
  const fs::space_info space = fs::space(index, error);
  if (error || space.available >= needed) {  // who cannot tell finds out while writing
    return;
  }
  throw Error(ExitCode::kIo,
              fmt::format("{}: {:.1f} MB free, and a new generation takes about {:.1f} MB; the "
                          "published index is as it was",
                          index.string(),
                          megabytes(space.available),
                          megabytes(needed)),
              "make room, or keep fewer generations with --keep");
}

std::string clock_warning(const std::string& started, const std::string& published) {
  if (published.empty() || started >= published) {
    return "";
  }
  return fmt::format(
      "it is {} by the clock, and the index in force was published at {}: was the clock set back?",
      started,
      published);
}

}  // namespace smallprint::indexing
