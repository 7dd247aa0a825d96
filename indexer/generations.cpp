#include "indexer/generations.hpp"

#include <algorithm>
#include <set>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <sys/stat.h>

#include "common/error.hpp"
#include "common/file_writer.hpp"
#include "common/generation.hpp"
#include "common/held_generation.hpp"
#include "common/manifest.hpp"
#include "schemas/index_schema.hpp"

namespace smallprint::indexing {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kWorkingSuffix = ".tmp";

struct PublishedNumbers {
  std::optional<std::uint64_t> in_force;  ///< nothing when its folder is not there
  std::uint64_t highest = 0;
};

/// Nothing when CURRENT is not there or cannot be trusted.
std::optional<PublishedNumbers> published_numbers(const fs::path& index) {
  try {
    const auto number = current_generation(index);
    if (number && fs::is_directory(index / generation_name(*number))) {
      return PublishedNumbers{.in_force = number, .highest = highest_published(index)};
    }
  } catch (const Error&) {
  }
  return std::nullopt;
}

bool is_work_in_progress(const std::string& name) {
  if (!name.ends_with(kWorkingSuffix)) {
    return false;
  }
  const std::string stem = name.substr(0, name.size() - kWorkingSuffix.size());
  return stem == index_files::kCurrent || stem == index_files::kPublished ||
         generation_number(stem);
}

/// Calls `visit(status)` for every file below a folder. What vanishes meanwhile is passed over.
template <typename Visit>
void for_each_file(const fs::path& folder, const Visit& visit) {
  std::error_code error;
  for (auto entry = fs::recursive_directory_iterator(folder, error);
       !error && entry != fs::recursive_directory_iterator();
       entry.increment(error)) {
    struct stat status {};

    if (::lstat(entry->path().c_str(), &status) == 0 && S_ISREG(status.st_mode)) {
      visit(status);
    }
  }
}

void measure(const fs::path& generation, GenerationFacts& facts) {
  for_each_file(generation, [&](const struct stat& status) {
    const auto bytes = static_cast<std::uint64_t>(status.st_size);
    facts.bytes += bytes;
    facts.own_bytes += status.st_nlink == 1 ? bytes : 0;
  });
}

bool is_in_use(const fs::path& generation) {
  try {
    return !HeldGeneration::hold_alone(generation);
  } catch (const Error&) {
    return true;  // nobody can tell: it may not be read
  }
}

void describe(const fs::path& generation, GenerationFacts& facts) {
  try {
    const Manifest manifest = read_manifest(generation);
    facts.published = manifest.published;
    facts.index_digest = manifest.index_digest;
    facts.policies = manifest.policies;
    facts.snapshots = manifest.snapshots;
  } catch (const Error& error) {
    facts.problem = error.what();
  }
}

}  // namespace

fs::path working_folder(const fs::path& index, std::uint64_t number) {
  return index / fmt::format("{}{}", generation_name(number), kWorkingSuffix);
}

std::vector<std::uint64_t> generation_numbers(const fs::path& index) {
  std::vector<std::uint64_t> numbers;
  for (const auto& entry : fs::directory_iterator(index)) {
    if (const auto number = generation_number(entry.path().filename().string())) {
      numbers.push_back(*number);
    }
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

std::uint64_t next_generation(const fs::path& index) {
  const std::vector<std::uint64_t> numbers = generation_numbers(index);
  const auto published = published_numbers(index);
  return std::max(numbers.empty() ? 0 : numbers.back(), published ? published->highest : 0) + 1;
}

void remove_leftovers(const fs::path& index) {
  const auto published = published_numbers(index);
  std::vector<fs::path> leftovers;
  for (const auto& entry : fs::directory_iterator(index)) {
    const std::string name = entry.path().filename().string();
    const bool was_never_in_force = published && generation_number(name) > published->highest;
    if (is_work_in_progress(name) || was_never_in_force) {
      leftovers.push_back(entry.path());
    }
  }
  for (const fs::path& leftover : leftovers) {
    fs::remove_all(leftover);
  }
}

Pruning prune_generations(const fs::path& index, std::size_t keep) {
  const auto in_force = current_generation(index);
  std::vector<std::uint64_t> numbers = generation_numbers(index);
  numbers.resize(numbers.size() - std::min(std::max<std::size_t>(keep, 1), numbers.size()));
  Pruning pruning;
  std::vector<fs::path> nameless;
  for (const std::uint64_t number : numbers) {
    if (number == in_force) {
      continue;
    }
    const fs::path generation = index / generation_name(number);
    const bool is_whole = fs::exists(generation / index_files::kManifest);
    const auto alone = HeldGeneration::hold_alone(generation);
    if (is_whole && !alone) {
      pruning.in_use.push_back(number);
      continue;
    }
    nameless.push_back(working_folder(index, number));
    fs::rename(generation, nameless.back());
    pruning.removed.push_back(number);
  }
  if (!nameless.empty()) {
    sync_folder(index);
  }
  for (const fs::path& folder : nameless) {
    fs::remove_all(folder);
  }
  return pruning;
}

std::vector<GenerationFacts> list_generations(const fs::path& index) {
  const auto published = published_numbers(index);
  std::vector<GenerationFacts> list;
  for (const std::uint64_t number : generation_numbers(index)) {
    const fs::path generation = index / generation_name(number);
    GenerationFacts facts;
    facts.number = number;
    facts.in_force = published && published->in_force == number;
    facts.unpublished = published && number > published->highest;
    facts.in_use = is_in_use(generation);
    describe(generation, facts);
    measure(generation, facts);
    if (fs::is_directory(generation)) {
      list.push_back(std::move(facts));
    }
  }
  return list;
}

std::uint64_t disk_bytes(const fs::path& index) {
  std::uint64_t bytes = 0;
  std::set<std::pair<dev_t, ino_t>> seen;
  for_each_file(index, [&](const struct stat& status) {
    if (status.st_nlink == 1 || seen.emplace(status.st_dev, status.st_ino).second) {
      bytes += static_cast<std::uint64_t>(status.st_size);
    }
  });
  return bytes;
}

}  // namespace smallprint::indexing
