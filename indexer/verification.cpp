#include "indexer/verification.hpp"

#include <cstddef>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/error.hpp"
#include "common/generation.hpp"
#include "common/manifest.hpp"
#include "indexer/interruption.hpp"
#include "indexer/shard_check.hpp"
#include "indexer/templates/template_check.hpp"
#include "indexer/worker_pool.hpp"
#include "schemas/index_schema.hpp"

namespace smallprint::indexing {

namespace fs = std::filesystem;

namespace {

/// Lets the system forget what it has of a file in memory, so that it is read from the disk. What
/// is not yet written, or mapped by somebody, stays.
void drop_cache(const fs::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor >= 0) {
    (void)::posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);
    ::close(descriptor);
  }
}

bool is_shared(const fs::path& path) {
  struct stat status {};

  return ::stat(path.c_str(), &status) == 0 && status.st_nlink > 1;
}

std::string name_of(const fs::path& generation) {
  return generation.filename().string();
}

class Verifier {
 public:
  Verifier(const fs::path& generation, Scope scope, unsigned jobs)
      : generation_(generation), scope_(scope), jobs_(jobs) {}

  Verification run() {
    Manifest manifest;
    try {
      manifest = read_sealed_manifest(generation_);
    } catch (const Error& error) {
      if (error.code() == ExitCode::kWrongSchema) {
        throw;
      }
      find(std::string(index_files::kManifest),
           problem_of(error, generation_ / index_files::kManifest));
      return std::move(result_);
    }
    check_seal(manifest);
    check_set_of_files(manifest);
    for (const ManifestFile& file : manifest.files) {
      throw_if_interrupted();
      check_file(file);
    }
    check_shards(manifest);
    return std::move(result_);
  }

 private:
  void find(const std::string& file, std::string problem) {
    const std::size_t slash = file.find('/');
    if (slash != std::string::npos) {
      damaged_shards_.insert(file.substr(0, slash));
    }
    result_.findings.push_back(
        {.file = name_of(generation_) + "/" + file, .problem = std::move(problem)});
  }

  void check_seal(const Manifest& manifest) {
    const GenerationSeal seal = read_seal(generation_ / index_files::kSeal);
    const auto number = generation_number(name_of(generation_));
    if (seal.number != manifest.generation || (number && *number != manifest.generation)) {
      find(std::string(index_files::kSeal),
           fmt::format("is that of {}, the manifest that of {}",
                       generation_name(seal.number),
                       generation_name(manifest.generation)));
    }
  }

  void check_set_of_files(const Manifest& manifest) {
    std::set<std::string> known{std::string(index_files::kManifest),
                                std::string(index_files::kSeal)};
    for (const ManifestFile& file : manifest.files) {
      known.insert(file.path);
    }
    for (const auto& entry : fs::recursive_directory_iterator(generation_)) {
      const std::string path = entry.path().lexically_relative(generation_).generic_string();
      const bool is_file = entry.symlink_status().type() == fs::file_type::regular;
      if (is_file ? !known.contains(path)
                  : entry.symlink_status().type() != fs::file_type::directory) {
        find(path, "is not in the manifest");
      }
    }
  }

  void check_file(const ManifestFile& file) {
    const fs::path path = generation_ / file.path;
    if (scope_ == Scope::kNewFiles && is_shared(path)) {
      return;
    }
    std::error_code error;
    const std::uintmax_t bytes = fs::file_size(path, error);
    if (error || bytes != file.bytes) {
      find(file.path,
           fmt::format("{}, the manifest says {} bytes",
                       error ? error.message() : fmt::format("{} bytes", bytes),
                       file.bytes));
      return;
    }
    drop_cache(path);
    ++result_.files;
    result_.bytes += bytes;
    try {
      if (digest_file(generation_, path).digest != file.digest) {
        find(file.path, "is not what the manifest says");
      }
    } catch (const Error& unreadable) {
      find(file.path, problem_of(unreadable, path));
    }
  }

  void check_shards(const Manifest& manifest) {
    const bool counts_all = damaged_shards_.empty();
    std::vector<std::optional<ShardCheck>> checks(manifest.shards.size());
    run_tasks(checks.size(), jobs_, [&](std::size_t i) {
      throw_if_interrupted();
      const std::string name = shard_name(static_cast<std::uint32_t>(i));
      if (!damaged_shards_.contains(name)) {
        checks[i] = check_shard(generation_ / name, depth_of(name));
      }
    });
    ShardCheck sums;
    for (std::uint32_t number = 0; number < checks.size(); ++number) {
      if (checks[number]) {
        add_check(shard_name(number), *checks[number], manifest.shards[number], sums);
      }
    }
    if (counts_all) {
      expect("sites", manifest.sites, sums.sites);
      expect("policies", manifest.policies, sums.policies);
      expect("snapshots", manifest.snapshots, sums.snapshots);
      check_templates(manifest);
    }
  }

  [[nodiscard]] ShardDepth depth_of(const std::string& shard) const {
    const bool was_verified =
        scope_ == Scope::kNewFiles && is_shared(generation_ / shard / shard_files::kSites);
    return was_verified ? ShardDepth::kCounts : ShardDepth::kSamples;
  }

  void add_check(const std::string& name,
                 const ShardCheck& check,
                 const RowTotals& recorded,
                 ShardCheck& sums) {
    result_.shards += check.was_looked_into ? 1U : 0U;
    result_.sampled_rows += check.sampled_rows;
    result_.sampled_texts += check.sampled_texts;
    for (const std::string& problem : check.problems) {
      find(name + "/", problem);
    }
    if (check.passages != recorded.passages || check.occurrences != recorded.occurrences) {
      find(name + "/",
           fmt::format("{} passages, {} occurrences; the manifest says {} and {}",
                       check.passages,
                       check.occurrences,
                       recorded.passages,
                       recorded.occurrences));
    }
    sums.sites += check.sites;
    sums.policies += check.policies;
    sums.snapshots += check.snapshots;
  }

  void check_templates(const Manifest& manifest) {
    const auto shards = static_cast<std::uint32_t>(manifest.shards.size());
    for (const std::string& problem : indexing::check_templates(generation_, shards)) {
      find(std::string(index_files::kTemplateOfTexts), problem);
    }
  }

  void expect(std::string_view what, std::uint64_t recorded, std::uint64_t counted) {
    if (recorded != counted) {
      find(std::string(index_files::kManifest),
           fmt::format("{} {}, the shards hold {}", recorded, what, counted));
    }
  }

  const fs::path& generation_;
  Scope scope_;
  unsigned jobs_;
  std::set<std::string> damaged_shards_;
  Verification result_;
};

}  // namespace

Verification verify_generation(const fs::path& generation, Scope scope, unsigned jobs) {
  return Verifier(generation, scope, jobs).run();
}

std::string problem_of(const std::exception& error, const fs::path& file) {
  const std::string_view message = error.what();
  const std::string path = file.string() + ": ";
  return std::string(message.starts_with(path) ? message.substr(path.size()) : message);
}

std::string describe_findings(const Verification& verification) {
  const Finding& first = verification.findings.front();
  const std::size_t others = verification.findings.size() - 1;
  return fmt::format("{}: {}{}",
                     first.file,
                     first.problem,
                     others == 0 ? "" : fmt::format(", and {} more findings", others));
}

}  // namespace smallprint::indexing
