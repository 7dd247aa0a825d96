#include "common/file_writer.hpp"

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "common/error.hpp"

namespace smallprint {
namespace {

constexpr std::size_t kBufferBytes = 64 * 1024;

Error io_error(const std::filesystem::path& path, std::string_view action) {
  return {ExitCode::kIo,
          fmt::format("{}: cannot {}: {}", path.string(), action, std::strerror(errno))};
}

void sync_path(const std::filesystem::path& path, int flags) {
  const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
  if (descriptor < 0) {
    throw io_error(path, "open to sync");
  }
  const bool failed = ::fsync(descriptor) != 0;
  const int saved = errno;
  ::close(descriptor);
  if (failed) {
    errno = saved;
    throw io_error(path, "sync");
  }
}

}  // namespace

FileWriter::FileWriter(std::filesystem::path path)
    : path_(std::move(path)),
      descriptor_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644)) {
  if (descriptor_ < 0) {
    throw io_error(path_, "create");
  }
  buffer_.reserve(kBufferBytes);
}

FileWriter::FileWriter(FileWriter&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      buffer_(std::move(other.buffer_)),
      written_(other.written_) {
}

FileWriter::~FileWriter() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
}

void FileWriter::append(std::string_view bytes) {
  if (buffer_.size() + bytes.size() > kBufferBytes) {
    flush();
  }
  buffer_.append(bytes);
}

void FileWriter::flush() {
  std::string_view left = buffer_;
  while (!left.empty()) {
    const ssize_t count = ::write(descriptor_, left.data(), left.size());
    if (count < 0 && errno != EINTR) {
      throw io_error(path_, "write");
    }
    left.remove_prefix(count > 0 ? static_cast<std::size_t>(count) : 0);
  }
  written_ += buffer_.size();
  buffer_.clear();
}

void FileWriter::close() {
  flush();
  if (::fsync(descriptor_) != 0) {
    throw io_error(path_, "sync");
  }
  if (::close(std::exchange(descriptor_, -1)) != 0) {
    throw io_error(path_, "close");
  }
}

void sync_folder(const std::filesystem::path& folder) {
  sync_path(folder, O_RDONLY | O_DIRECTORY);
}

void sync_file(const std::filesystem::path& file) {
  sync_path(file, O_RDONLY);
}

}  // namespace smallprint
