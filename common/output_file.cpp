#include "common/output_file.hpp"

#include <cerrno>
#include <fstream>
#include <string>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "common/error.hpp"
#include "common/file_writer.hpp"

namespace smallprint {

namespace fs = std::filesystem;

namespace {

constexpr int kMostLinks = 40;  // as many as the kernel follows

/// Of this process alone: another run may be writing to the same file.
fs::path temporary_of(const fs::path& file) {
  return fmt::format("{}.{}.tmp", file.string(), ::getpid());
}

/// An open file of this process by one of its names: replacing what that is would leave the caller
/// with another file than the one it opened.
bool names_open_file(const fs::path& path) {
  const std::string name = path.lexically_normal().string();
  return name == "/dev/stdout" || name == "/dev/stderr" || name.starts_with("/dev/fd/") ||
         name.starts_with("/proc/");
}

/// What `path` leads to, also when that does not exist yet.
fs::path follow_links(fs::path path) {
  for (int links = 0; fs::is_symlink(fs::symlink_status(path)); ++links) {
    if (links == kMostLinks) {
      throw Error(ExitCode::kIo, fmt::format("{}: leads through too many links", path.string()));
    }
    path = path.parent_path() / fs::read_symlink(path);
  }
  return path;
}

}  // namespace

OutputFile::OutputFile(fs::path path) : path_(std::move(path)) {
  std::error_code ignored;
  const fs::file_status status = fs::status(path_, ignored);
  is_stream_ = fs::is_character_file(status) || fs::is_fifo(status) || names_open_file(path_);
  if (is_stream_) {
    if (::access(path_.c_str(), W_OK) != 0) {
      throw Error(
          ExitCode::kIo,
          fmt::format(
              "{}: cannot write: {}", path_.string(), std::system_category().message(errno)));
    }
    return;
  }
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    throw Error(ExitCode::kIo,
                fmt::format("{}: is no regular file, pipe or character device", path_.string()));
  }
  path_ = follow_links(std::move(path_));
  const fs::path temporary = temporary_of(path_);
  FileWriter(temporary).close();
  fs::remove(temporary);
}

void OutputFile::write(std::string_view content) const {
  if (is_stream_) {
    std::ofstream out(path_, std::ios::app);
    if (!out.write(content.data(), static_cast<std::streamsize>(content.size())).flush()) {
      throw Error(ExitCode::kIo, fmt::format("{}: cannot write", path_.string()));
    }
    return;
  }
  const fs::path temporary = temporary_of(path_);
  FileWriter writer(temporary);
  writer.append(content);
  writer.close();
  std::error_code error;
  fs::rename(temporary, path_, error);
  if (error) {
    throw Error(ExitCode::kIo,
                fmt::format("{}: cannot write: {}", path_.string(), error.message()));
  }
}

}  // namespace smallprint
