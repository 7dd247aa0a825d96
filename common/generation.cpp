#include "common/generation.hpp"

#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <system_error>

#include <fmt/format.h>

#include "common/error.hpp"
#include "common/file_writer.hpp"
#include "schemas/index_schema.hpp"

namespace smallprint {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kPrefix = "gen-";

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

std::optional<std::uint64_t> current_generation(const fs::path& index) {
  const fs::path path = index / index_files::kCurrent;
  std::ifstream file(path);
  if (!file) {
    const int error = errno;
    if (error == ENOENT || error == ENOTDIR) {
      return std::nullopt;
    }
    throw Error(ExitCode::kNoIndex,
                fmt::format("{}: cannot open: {}", path.string(), std::strerror(error)),
                hint_of_unopened(error));
  }
  std::string line;
  std::getline(file, line);
  const auto number = generation_number(line);
  if (!number) {
    throw Error(ExitCode::kNoIndex,
                fmt::format("{}: does not name a generation such as gen-000001", path.string()),
                kRebuildHint);
  }
  return number;
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
  const fs::path temporary = index / fmt::format("{}.tmp", index_files::kCurrent);
  fs::remove(temporary);
  FileWriter writer(temporary);
  writer.append(generation_name(number) + "\n");
  writer.close();
  std::error_code error;
  fs::rename(temporary, index / index_files::kCurrent, error);
  if (error) {
    throw Error(ExitCode::kIo,
                fmt::format("{}: cannot rename: {}", temporary.string(), error.message()));
  }
  sync_folder(index);
}

}  // namespace smallprint
