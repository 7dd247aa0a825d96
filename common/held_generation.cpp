#include "common/held_generation.hpp"

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/error.hpp"
#include "common/generation.hpp"
#include "schemas/index_schema.hpp"

namespace smallprint {

namespace fs = std::filesystem;

namespace {

bool is_locked(int descriptor, int operation) {
  int result = 0;
  do {
    result = ::flock(descriptor, operation);
  } while (result != 0 && errno == EINTR);
  return result == 0;
}

/// False when the path has come to name another file, or none, since it was opened.
bool is_still_at(int descriptor, const fs::path& path) {
  struct stat opened {};

  struct stat named {};

  return ::fstat(descriptor, &opened) == 0 && ::stat(path.c_str(), &named) == 0 &&
         opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

int open_manifest(const fs::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0 && errno != ENOENT && errno != ENOTDIR) {
    const int error = errno;
    throw Error(ExitCode::kNoIndex,
                fmt::format("{}: cannot open: {}", path.string(), std::strerror(error)),
                hint_of_unopened(error));
  }
  return descriptor;
}

}  // namespace

HeldGeneration::HeldGeneration(fs::path path, int descriptor)
    : path_(std::move(path)), descriptor_(descriptor) {
}

HeldGeneration::HeldGeneration(HeldGeneration&& other) noexcept
    : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)) {
}

HeldGeneration::~HeldGeneration() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
}

std::optional<HeldGeneration> HeldGeneration::hold(const fs::path& generation) {
  const fs::path manifest = generation / index_files::kManifest;
  HeldGeneration held(generation, open_manifest(manifest));
  if (held.descriptor_ < 0) {
    return std::nullopt;
  }
  (void)is_locked(held.descriptor_, LOCK_SH);  // waits for a rename at most
  if (!is_still_at(held.descriptor_, manifest)) {
    return std::nullopt;
  }
  return held;
}

std::optional<HeldGeneration> HeldGeneration::hold_alone(const fs::path& generation) {
  HeldGeneration held(generation, open_manifest(generation / index_files::kManifest));
  if (held.descriptor_ < 0 || !is_locked(held.descriptor_, LOCK_EX | LOCK_NB)) {
    return std::nullopt;
  }
  return held;
}

HeldGeneration hold_current_generation(const fs::path& index) {
  std::optional<std::uint64_t> tried;
  for (;;) {
    const fs::path generation = require_generation(index);
    const auto number = generation_number(generation.filename().string());
    std::error_code error;
    const fs::path real = fs::canonical(generation, error);
    std::optional<HeldGeneration> held = HeldGeneration::hold(error ? generation : real);
    if (held) {
      return std::move(*held);
    }
    if (number == tried) {
      throw Error(ExitCode::kNoIndex,
                  fmt::format("{}: is in force by {} and cannot be opened: no such generation",
                              generation.string(),
                              index_files::kCurrent),
                  kRebuildHint);
    }
    tried = number;
  }
}

}  // namespace smallprint
