#include "indexer/build.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <exception>
#include <future>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <sys/resource.h>

#include "common/error.hpp"
#include "common/file_writer.hpp"
#include "common/generation.hpp"
#include "common/json_text.hpp"
#include "common/manifest.hpp"
#include "common/text_analyzer.hpp"
#include "common/utc_time.hpp"
#include "indexer/changes.hpp"
#include "indexer/drift.hpp"
#include "indexer/generation_shards.hpp"
#include "indexer/generations.hpp"
#include "indexer/guards.hpp"
#include "indexer/index_lock.hpp"
#include "indexer/interruption.hpp"
#include "indexer/snapshot_list.hpp"
#include "indexer/verification.hpp"
#include "indexer/worker_pool.hpp"
#include "schemas/index_schema.hpp"
#include "schemas/program_version.hpp"

namespace smallprint::indexing {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::string_view, 4> kReadingFiles{
    "readings.zst", "readings.frames", index_files::kReadingStamps, index_files::kReadingNumbers};

/// Names a source the same way wherever the build is started from.
std::vector<std::string> canonical_sources(const std::vector<std::string>& sources) {
  std::vector<std::string> paths;
  for (const std::string& source : sources) {
    std::error_code error;
    const fs::path path = fs::canonical(source, error);
    if (error) {
      const bool missing =
          error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory;
      throw Error(missing ? ExitCode::kNoInput : ExitCode::kIo,
                  fmt::format("{}: {}", source, error.message()));
    }
    paths.push_back(path.string());
  }
  std::sort(paths.begin(), paths.end());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  return paths;
}

/// `started` and `seconds` later; as it is where it is no time.
std::string utc_after(const std::string& started, double seconds) {
  const auto begin = parse_utc(started);
  return begin ? format_utc(*begin + std::chrono::seconds(static_cast<std::int64_t>(seconds)))
               : started;
}

bool too_many_rejected(const SnapshotList& list, double allowed_percent) {
  const auto lost =
      std::count_if(list.rejected.begin(), list.rejected.end(), [](const ReportedFile& file) {
        return file.reason != reason_name(Rejection::kDuplicateSnapshot);
      });
  return static_cast<double>(lost) * 100 > allowed_percent * static_cast<double>(list.candidates);
}

std::uint64_t bytes_of(const std::vector<SitePart>& sites) {
  std::uint64_t bytes = 0;
  for (const SitePart& site : sites) {
    bytes += site.bytes;
  }
  return bytes;
}

/// Makes it and what is missing above it, synced: without that a power cut takes away the name of
/// an index that was published.
void make_index_folder(const fs::path& index) {
  std::error_code error;
  std::vector<fs::path> parents;
  for (fs::path path = fs::absolute(index).lexically_normal(); !fs::exists(path, error);
       path = path.parent_path()) {
    parents.push_back(path.parent_path());
  }
  fs::create_directories(index, error);
  if (error) {
    throw Error(ExitCode::kIo,
                fmt::format("{}: cannot create: {}", index.string(), error.message()));
  }
  for (const fs::path& parent : parents) {
    sync_folder(parent);
  }
}

class Build {
 public:
  Build(const BuildOptions& options, Progress& progress)
      : options_(options),
        progress_(progress),
        paths_(canonical_sources(options.sources)),
        plan_in_the_making_(
            std::async(std::launch::async, [&options] { return LabelingPlan(options.labeler); })) {}

  BuildResult run(const std::string& started) {
    make_index_folder(options_.index);
    const IndexLock lock(options_.index, options_.wait);
    remove_leftovers(options_.index);
    sources_ = open_archives(paths_, options_.source_options, progress_);
    check_sources_have_files(sources_, paths_, options_.source_options, progress_);
    before_ = manifest_in_force();
    plan_ = plan_in_the_making_.get();
    const auto known = known_readings();
    list_ = collect_snapshots(sources_, known.get(), options_.jobs, progress_);
    report_.started = started;
    report_.labeler = plan_->name();
    fill_input();
    BuildResult result;
    try {
      result.code = decide();
    } catch (...) {
      progress_.end();
      result.failure = std::current_exception();
    }
    measure();
    result.report = std::move(report_);
    result.distrust = std::move(distrust_);
    result.rebuilt = std::move(rebuilt_);
    result.warnings = std::move(warnings_);
    return result;
  }

 private:
  void measure() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    report_.peak_rss_bytes = static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
    report_.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
  }

  void fill_input() {
    for (const auto& source : sources_) {
      report_.sources.push_back(source->describe());
    }
    report_.bytes_read = list_.bytes_read;
    report_.rejected = list_.rejected;
    report_.warnings = list_.warnings;
  }

  /// What was accepted, whether or not it is published.
  void fill_content(const ContentDigests& digests) {
    report_.schema_version = kSchemaVersion;
    report_.index_digest = digests.index;
    report_.content_digest = digests.content;
    const SnapshotEntry* before = nullptr;
    for (const SnapshotEntry& entry : list_.entries) {
      report_.sites += before == nullptr || entry.site != before->site ? 1U : 0U;
      report_.policies += before == nullptr || entry.policy != before->policy ? 1U : 0U;
      report_.bytes_indexed += entry.bytes;
      before = &entry;
    }
    report_.snapshots = list_.entries.size();
  }

  ExitCode decide() {
    if (before_) {
      report_.generation = before_->generation;
      warn(clock_warning(report_.started, before_->published));
    }
    const ContentDigests digests = digest_snapshots(list_.entries, paths_, plan_->name());
    fill_content(digests);
    if (list_.entries.empty() || too_many_rejected(list_, options_.max_rejected)) {
      return ExitCode::kDataRejected;
    }
    const bool is_same = before_ && before_->source_digest == digests.source;
    if (!is_same || options_.full || !keep_generation()) {
      find_changes();
      if (!options_.allow_shrink) {
        check_shrink(report_.changes);
      }
      make_generation(digests.source);
      prune();
    }
    return ExitCode::kOk;
  }

  void warn(const std::string& warning) {
    if (!warning.empty()) {
      warnings_.push_back(warning);
    }
  }

  /// The new generation is in force: that an old one cannot be removed is no reason to fail.
  void prune() {
    try {
      for (const std::uint64_t number : prune_generations(options_.index, options_.keep).in_use) {
        warn(generation_name(number) + ": kept for now, since a search has it open");
      }
    } catch (const std::exception& error) {
      warn(fmt::format("old generations are still there: {}", error.what()));
    }
  }

  /// Nothing when there is none, another schema or analyzer made it, or it is damaged: then there
  /// is nothing to compare with and a new one is due.
  std::optional<Manifest> manifest_in_force() {
    try {
      if (const auto number = current_generation(options_.index)) {
        return read_manifest(options_.index / generation_name(*number));
      }
    } catch (const Error& error) {
      distrust_ = error.what();
    }
    return std::nullopt;
  }

  /// False when the generation in force, although of the same content, is damaged.
  bool keep_generation() {
    try {
      report_.changes = no_changes(options_.index / generation_name(before_->generation), *before_);
      fill_counts(*before_);
      return true;
    } catch (const Error& error) {
      distrust_ = error.what();
      before_.reset();
      return false;
    }
  }

  /// Null when there are none: then every file is read.
  std::unique_ptr<KnownReadings> known_readings() {
    if (!before_ || options_.paranoid || before_->program_version != kProgramVersion) {
      return nullptr;
    }
    try {
      return std::make_unique<KnownReadings>(options_.index / generation_name(before_->generation));
    } catch (const Error& error) {
      distrust_ = error.what();
      before_.reset();
      return nullptr;
    }
  }

  /// Forgets the generation in force when its records cannot be read. Whatever that leads to, it
  /// must not keep a damaged index from being replaced.
  void find_changes() {
    try {
      const fs::path previous =
          before_ ? options_.index / generation_name(before_->generation) : fs::path();
      report_.changes = indexing::find_changes(previous, list_.entries);
    } catch (const std::exception& error) {
      distrust_ = error.what();
      before_.reset();
      report_.changes = indexing::find_changes({}, list_.entries);
    }
  }

  void fill_counts(const Manifest& manifest) {
    report_.sites = manifest.sites;
    report_.policies = manifest.policies;
    report_.snapshots = manifest.snapshots;
    report_.passages = manifest.rows.passages;
    report_.passage_occurrences = manifest.rows.occurrences;
    report_.bytes_indexed = manifest.bytes_indexed;
    report_.index_bytes = 0;
    for (const ManifestFile& file : manifest.files) {
      report_.index_bytes += file.path == index_files::kReport ? 0 : file.bytes;
    }
  }

  void make_generation(const std::string& source_digest) {
    const std::uint64_t number = next_generation(options_.index);
    const fs::path working = working_folder(options_.index, number);
    const std::uint64_t in_force = report_.generation;
    fs::create_directory(working);
    try {
      Manifest manifest = manifest_of_input();
      manifest.generation = number;
      manifest.source_digest = source_digest;
      write_shards(working, manifest);
      write_readings(working, std::move(list_.readings));
      for (const std::string_view name : kReadingFiles) {
        manifest.files.push_back(digest_file(working, working / name));
      }
      report_.drift = drift_since_before(working, manifest);
      publish(working, std::move(manifest));
    } catch (...) {
      std::error_code ignored;
      fs::remove_all(working, ignored);
      report_.generation = in_force;
      report_.changes.new_generation = false;
      throw;
    }
  }

  std::optional<Drift> drift_since_before(const fs::path& working, const Manifest& manifest) const {
    if (!before_) {
      return std::nullopt;
    }
    return Drift{
        .since = before_->generation,
        .labeler = before_->labeler,
        .practices = drifted_practices(
            count_stating_sites(options_.index / generation_name(before_->generation),
                                static_cast<std::uint32_t>(before_->shards.size())),
            count_stating_sites(working, static_cast<std::uint32_t>(manifest.shards.size())))};
  }

  void publish(const fs::path& working, Manifest manifest) {
    fill_counts(manifest);
    report_.generation = manifest.generation;
    report_.changes.new_generation = true;
    measure();
    FileWriter report(working / index_files::kReport);
    report.append(to_json(report_));
    report.close();
    manifest.files.push_back(digest_file(working, working / index_files::kReport));
    manifest.published = utc_after(report_.started, report_.seconds);
    write_manifest(working, manifest);
    sync_folder(working);
    verify(working);
    throw_if_interrupted();

    std::error_code error;
    fs::rename(working, options_.index / generation_name(manifest.generation), error);
    if (error) {
      throw Error(ExitCode::kIo,
                  fmt::format("{}: cannot rename: {}", working.string(), error.message()));
    }
    sync_folder(options_.index);
    set_current_generation(options_.index, manifest.generation);
  }

  void verify(const fs::path& working) const {
    const Verification verification = verify_generation(working, Scope::kNewFiles, options_.jobs);
    if (!verification.findings.empty()) {
      throw Error(ExitCode::kIo,
                  fmt::format("the new generation is not what was written: {}; the published index "
                              "is as it was",
                              describe_findings(verification)),
                  "look at the disk and its messages; then run again with --full");
    }
  }

  [[nodiscard]] Manifest manifest_of_input() const {
    Manifest manifest;
    manifest.schema_version = kSchemaVersion;
    manifest.program_version = kProgramVersion;
    manifest.analyzer = analyzer_settings();
    manifest.labeler = plan_->name();
    manifest.index_digest = report_.index_digest;
    manifest.content_digest = report_.content_digest;
    for (const ReportedSource& source : report_.sources) {
      manifest.archives.push_back({.kind = source.kind,
                                   .path = json_file_name(source.path),
                                   .ref = source.git ? source.git->ref : "",
                                   .tip = source.git ? source.git->tip : ""});
    }
    manifest.sites = report_.sites;
    manifest.policies = report_.policies;
    manifest.snapshots = report_.snapshots;
    manifest.bytes_indexed = report_.bytes_indexed;
    return manifest;
  }

  /// Why nothing of the generation in force can go on; empty when it can.
  [[nodiscard]] std::string_view reason_to_rebuild(const Manifest& after) const {
    if (options_.full) {
      return "asked for by --full";
    }
    if (before_->labeler != after.labeler) {
      return "the rules or the model of the labels are others";
    }
    if (!std::ranges::equal(before_->archives,
                            after.archives,
                            {},
                            &ManifestArchive::path,
                            &ManifestArchive::path)) {
      return "the sources are others";
    }
    return {};
  }

  /// What of the generation in force goes on; nothing when all is derived.
  std::optional<UpdatePlan> plan_update(const Manifest& after, const std::vector<SitePart>& sites) {
    if (!before_) {
      return std::nullopt;
    }
    rebuilt_ = reason_to_rebuild(after);
    if (!rebuilt_.empty()) {
      return std::nullopt;
    }
    auto plan = indexing::plan_update(
        options_.index / generation_name(before_->generation), *before_, list_.entries, sites);
    if (!plan) {
      rebuilt_ = "so much has changed that it is quicker";
    }
    return plan;
  }

  void check_space_for(const std::vector<SitePart>& sites) const {
    check_free_space(options_.index,
                     estimated_bytes(bytes_of(sites), before_ ? &*before_ : nullptr));
  }

  void write_shards(const fs::path& working, Manifest& manifest) {
    const ShardInputs inputs{.entries = list_.entries,
                             .sources = sources_,
                             .labeling = *plan_,
                             .bytes_per_shard = options_.bytes_per_shard,
                             .jobs = options_.jobs};
    const std::vector<SitePart> sites = site_parts(list_.entries);
    const Manifest nothing_written = manifest;
    try {
      if (const auto plan = plan_update(manifest, sites)) {
        check_space_for(plan->fresh);
        const fs::path generation = options_.index / generation_name(before_->generation);
        return write_updated_shards(
            working, inputs, *plan, generation, *before_, progress_, manifest);
      }
    } catch (const Error& error) {
      if (error.hint() != kRebuildHint) {
        throw;
      }
      distrust_ = error.what();  // the generation in force is damaged: do without it
      before_.reset();
      manifest = nothing_written;
      fs::remove_all(working);
      fs::create_directory(working);
    }
    check_space_for(sites);
    write_all_shards(working, inputs, sites, progress_, manifest);
  }

  const BuildOptions& options_;
  Progress& progress_;
  const std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  std::vector<std::string> paths_;
  ArchiveSources sources_;
  std::future<LabelingPlan> plan_in_the_making_;  // rules are compiled while folders are listed
  std::optional<LabelingPlan> plan_;
  std::optional<Manifest> before_;  // of the generation in force, unless it counts as none
  SnapshotList list_;
  RunReport report_;
  std::string distrust_;
  std::string rebuilt_;
  std::vector<std::string> warnings_;
};

}  // namespace

BuildResult build_index(const BuildOptions& options,
                        const std::string& started,
                        Progress& progress) {
  const InterruptionGuard guard;
  return Build(options, progress).run(started);
}

}  // namespace smallprint::indexing
