#include "indexer/index_lock.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <ctime>
#include <string>
#include <thread>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/error.hpp"
#include "indexer/interruption.hpp"
#include "schemas/index_schema.hpp"

namespace smallprint::indexing {
namespace {

std::string holder_of(int descriptor) {
  std::array<char, 32> text{};
  const ssize_t count = ::pread(descriptor, text.data(), text.size(), 0);
  std::string holder(text.data(), count > 0 ? static_cast<std::size_t>(count) : 0);
  while (!holder.empty() && holder.back() == '\n') {
    holder.pop_back();
  }
  return holder.empty() ? "another process" : "process " + holder;
}

/// Since the holder signed the file; never negative, whatever the clock does.
std::int64_t seconds_held(int descriptor) {
  struct stat status {};

  return ::fstat(descriptor, &status) == 0
             ? std::max<std::int64_t>(0, ::time(nullptr) - status.st_mtime)
             : 0;
}

void acquire(const std::string& path, int descriptor, std::chrono::seconds patience) {
  constexpr std::chrono::milliseconds kPause(100);
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    throw_if_interrupted();
    if (errno != EWOULDBLOCK && errno != EINTR) {
      throw Error(ExitCode::kIo, fmt::format("{}: cannot lock: {}", path, std::strerror(errno)));
    }
    if (std::chrono::steady_clock::now() >= deadline) {
      throw Error(ExitCode::kLocked,
                  fmt::format("{}: {} is writing this index, for {} s now",
                              path,
                              holder_of(descriptor),
                              seconds_held(descriptor)),
                  "wait for it to end with --wait SECONDS, or run again later");
    }
    std::this_thread::sleep_for(kPause);
  }
}

void sign(const std::string& path, int descriptor) {
  const std::string pid = fmt::format("{}\n", ::getpid());
  if (::ftruncate(descriptor, 0) != 0 ||
      ::pwrite(descriptor, pid.data(), pid.size(), 0) != static_cast<ssize_t>(pid.size())) {
    throw Error(ExitCode::kIo, fmt::format("{}: cannot write: {}", path, std::strerror(errno)));
  }
}

}  // namespace

IndexLock::IndexLock(const std::filesystem::path& index, std::chrono::seconds patience)
    : descriptor_(
          ::open((index / index_files::kLock).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)) {
  const std::string path = (index / index_files::kLock).string();
  if (descriptor_ < 0) {
    const int error = errno;
    throw Error(ExitCode::kIo,
                fmt::format("{}: cannot open: {}", path, std::strerror(error)),
                error == EROFS ? "the file system is mounted for reading only" : "");
  }
  try {
    acquire(path, descriptor_, patience);
    sign(path, descriptor_);
  } catch (...) {
    ::close(descriptor_);
    throw;
  }
}

IndexLock::~IndexLock() {
  ::close(descriptor_);
}

}  // namespace smallprint::indexing
