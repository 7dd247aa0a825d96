#include "common/generation.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <system_error>

#include <fmt/format.h>

#include "common/error.hpp"
#include "common/file_writer.hpp"
#include "schemas/index_schema.hpp"

namespace smallprint {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kPrefix = "gen-";
constexpr std::size_t kDigestLength = std::string_view("xxh128:").size() + 32;

std::string line_of(const GenerationSeal& seal) {
  const std::string_view space = seal.manifest_digest.empty() ? "" : " ";
  return fmt::format("{}{}{}\n", generation_name(seal.number), space, seal.manifest_digest);
}

Error unopened(const fs::path& path, int error) {
  return {ExitCode::kNoIndex,
          fmt::format("{}: cannot open: {}", path.string(), std::strerror(error)),
          hint_of_unopened(error)};
}

/// Nothing when there is no such file. Error(kNoIndex) when it cannot be opened.
std::optional<std::string> content_if_there(const fs::path& path) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (file) {
    return std::string(std::istreambuf_iterator<char>(file), {});
  }
  const int error = errno;
  if (error == ENOENT || error == ENOTDIR) {
    return std::nullopt;
  }
  throw unopened(path, error);
}

GenerationSeal parse_seal(const fs::path& path, const std::string& content) {
  const std::size_t end = std::min(content.find(' '), content.find('\n'));
  const auto number = generation_number(content.substr(0, end));
  if (number && end != std::string::npos) {
    GenerationSeal seal{.number = *number,
                        .manifest_digest = content.substr(end + 1, kDigestLength)};
    const bool has_length = seal.manifest_digest.empty() ||  // made before there were seals
                            seal.manifest_digest.size() == kDigestLength;
    if (has_length && line_of(seal) == content) {
      return seal;
    }
  }
  throw Error(ExitCode::kNoIndex,
              fmt::format("{}: is not a line such as gen-000001 xxh128:...", path.string()),
              kRebuildHint);
}

std::optional<GenerationSeal> seal_if_there(const fs::path& path) {
  const auto content = content_if_there(path);
  return content ? std::optional(parse_seal(path, *content)) : std::nullopt;
}

/// A reader sees the old content or the new, whole, also after a power cut.
void replace_file(const fs::path& folder, std::string_view name, const std::string& content) {
  const fs::path temporary = folder / fmt::format("{}.tmp", name);
  fs::remove(temporary);
  FileWriter writer(temporary);
  writer.append(content);
  writer.close();
  std::error_code error;
  fs::rename(temporary, folder / name, error);
  if (error) {
    throw Error(ExitCode::kIo,
                fmt::format("{}: cannot rename: {}", temporary.string(), error.message()));
  }
  sync_folder(folder);
}

}  // namespace

fs::path default_index() {
  const char* const from_environment = std::getenv("SMALLPRINT_INDEX");
  return from_environment != nullptr && *from_environment != '\0' ? from_environment
                                                                  : "smallprint.index";
}

std::string generation_name(std::uint64_t number) {
  return fmt::format("{}{:06}", kPrefix, number);
}

std::string shard_name(std::uint32_t number) {
  return fmt::format("shard-{:02}", number);
}

std::optional<std::uint64_t> generation_number(const std::string& name) {
  std::uint64_t number = 0;
  if (!name.starts_with(kPrefix)) {
    return std::nullopt;
  }
  const char* const end = name.data() + name.size();
  const auto [stop, error] = std::from_chars(name.data() + kPrefix.size(), end, number);
  if (error != std::errc() || stop != end || generation_name(number) != name) {
    return std::nullopt;
  }
  return number;
}

GenerationSeal read_seal(const fs::path& path) {
  const auto content = content_if_there(path);
  if (!content) {
    throw unopened(path, ENOENT);
  }
  return parse_seal(path, *content);
}

void write_seal(const fs::path& generation, const GenerationSeal& seal) {
  FileWriter writer(generation / index_files::kSeal);
  writer.append(line_of(seal));
  writer.close();
}

std::optional<std::uint64_t> current_generation(const fs::path& index) {
  const fs::path path = index / index_files::kCurrent;
  const std::optional<GenerationSeal> current = seal_if_there(path);
  if (!current) {
    return std::nullopt;
  }
  const auto own = seal_if_there(index / generation_name(current->number) / index_files::kSeal);
  if (own && *own != *current) {
    throw Error(ExitCode::kNoIndex,
                fmt::format("{}: is not what {}/{} says",
                            path.string(),
                            generation_name(current->number),
                            index_files::kSeal),
                kRebuildHint);
  }
  return current->number;
}

fs::path require_generation(const fs::path& index) {
  const auto number = current_generation(index);
  if (!number) {
    throw Error(ExitCode::kNoIndex,
                fmt::format("{}: no index here", index.string()),
                "make one: smallprint-index build ARCHIVE --index " + index.string());
  }
  return index / generation_name(*number);
}

void set_current_generation(const fs::path& index, std::uint64_t number) {
  const GenerationSeal seal = read_seal(index / generation_name(number) / index_files::kSeal);
  replace_file(index, index_files::kCurrent, line_of(seal));
}

std::uint64_t highest_published(const fs::path& index) {
  const std::uint64_t in_force = current_generation(index).value_or(0);
  const std::string line = content_if_there(index / index_files::kPublished).value_or("");
  return std::max(in_force, generation_number(line.substr(0, line.find('\n'))).value_or(0));
}

void set_highest_published(const fs::path& index, std::uint64_t number) {
  replace_file(index, index_files::kPublished, generation_name(number) + "\n");
}

}  // namespace smallprint
