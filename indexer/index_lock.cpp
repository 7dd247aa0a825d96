#include "indexer/index_lock.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <string>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include "common/error.hpp"
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

}  // namespace

IndexLock::IndexLock(const std::filesystem::path& index)
    : descriptor_(
          ::open((index / index_files::kLock).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)) {
  const std::string path = (index / index_files::kLock).string();
  if (descriptor_ < 0) {
    throw Error(ExitCode::kIo, fmt::format("{}: cannot open: {}", path, std::strerror(errno)));
  }
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    const std::string holder = holder_of(descriptor_);
    ::close(descriptor_);
    throw Error(ExitCode::kLocked,
                fmt::format("{}: {} is writing this index", path, holder),
                "wait for it to end, then run again");
  }
  const std::string pid = fmt::format("{}\n", ::getpid());
  if (::ftruncate(descriptor_, 0) != 0 ||
      ::pwrite(descriptor_, pid.data(), pid.size(), 0) != static_cast<ssize_t>(pid.size())) {
    const int saved = errno;
    ::close(descriptor_);
    throw Error(ExitCode::kIo, fmt::format("{}: cannot write: {}", path, std::strerror(saved)));
  }
}

IndexLock::~IndexLock() {
  ::close(descriptor_);
}

}  // namespace smallprint::indexing
