#include "indexer/folder_source.hpp"

#include <algorithm>
#include <cerrno>
#include <memory>
#include <string_view>
#include <system_error>
#include <utility>

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/error.hpp"
#include "common/printable.hpp"
#include "indexer/file_selection.hpp"
#include "indexer/interruption.hpp"

namespace smallprint::indexing {

namespace {

std::string system_message(int error) {
  return std::system_category().message(error);
}

std::int64_t nanoseconds(const timespec& time) {
  return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

std::string_view kind_of_file(mode_t mode) {
  switch (mode & S_IFMT) {
    case S_IFIFO:
      return "named pipe";
    case S_IFSOCK:
      return "socket";
    case S_IFCHR:
      return "character device";
    case S_IFBLK:
      return "block device";
    case S_IFDIR:
      return "folder";
    default:
      return "no regular file";
  }
}

// Why what a policy's name stands for has no status; `error` is that of fstatat.
std::string status_failure(int error) {
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return "dangling link";
    case ELOOP:
      return "link loop";
    default:
      return system_message(error);
  }
}

class FileDescriptor {
 public:
  explicit FileDescriptor(int number) : number_(number) {}

  ~FileDescriptor() {
    if (number_ >= 0) {
      ::close(number_);
    }
  }

  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  FileDescriptor(FileDescriptor&&) = delete;
  FileDescriptor& operator=(FileDescriptor&&) = delete;

  [[nodiscard]] bool is_open() const { return number_ >= 0; }

  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

using Folder = std::unique_ptr<DIR, CloseFolder>;

// Null, with errno set, when there is no such folder to be read. Only the last part of the path is
// protected from being a link: the others were opened as folders on the way here.
Folder open_folder(const std::string& path, int extra_flags) {
  const int number = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | extra_flags);
  if (number < 0) {
    return nullptr;
  }
  Folder folder(::fdopendir(number));
  if (folder == nullptr) {
    const int error = errno;
    ::close(number);
    errno = error;
  }
  return folder;
}

[[noreturn]] void throw_unusable_root(const std::filesystem::path& root, int error) {
  const std::string name = printable(root.native());
  if (error == ENOENT) {
    throw Error(ExitCode::kNoInput, name + ": no such folder");
  }
  if (error == ENOTDIR) {
    throw Error(ExitCode::kNoInput, name + ": not a folder");
  }
  throw Error(ExitCode::kIo, name + ": " + system_message(error));
}

// One walk over a tree. The stack is ours and holds names, not open folders, so that neither the
// depth of the tree nor the number of open files is a limit.
class FolderWalk {
 public:
  FolderWalk(std::string root, const ScanOptions& options)
      : root_(std::move(root)), options_(options) {}

  FolderScan run(Folder root_folder) {
    list(*root_folder, "");
    while (!pending_.empty()) {
      const std::string path = std::move(pending_.back());
      pending_.pop_back();
      if (const Folder folder = open_folder(root_ + '/' + path, O_NOFOLLOW)) {
        list(*folder, path + '/');
      } else {
        refuse(path, system_message(errno));
      }
    }
    std::sort(scan_.files.begin(), scan_.files.end(), by_path<FileEntry>);
    std::sort(scan_.unreadable.begin(), scan_.unreadable.end(), by_path<UnreadableEntry>);
    return std::move(scan_);
  }

 private:
  template <typename Entry>
  static bool by_path(const Entry& left, const Entry& right) {
    return left.path < right.path;
  }

  // `prefix` is the folder's own path with its '/', or "" for the root.
  void list(DIR& folder, const std::string& prefix) {
    while (true) {
      throw_if_interrupted();
      errno = 0;
      const dirent* const entry = ::readdir(&folder);
      if (entry == nullptr) {
        break;
      }
      visit(::dirfd(&folder), prefix, *entry);
    }
    if (errno != 0) {
      refuse(prefix.substr(0, prefix.find_last_not_of('/') + 1), system_message(errno));
    }
  }

  void visit(int folder, const std::string& prefix, const dirent& entry) {
    const std::string_view name(static_cast<const char*>(entry.d_name));
    const unsigned char type =
        entry.d_type == DT_UNKNOWN ? type_of(folder, name.data()) : entry.d_type;
    if (type == DT_DIR) {
      if (!name.starts_with('.')) {
        pending_.push_back(prefix + std::string(name));
      }
      return;
    }
    if (!is_named_like_a_policy(name)) {
      return;
    }
    std::string path = prefix + std::string(name);
    if (is_included(options_.include, path)) {
      add(folder, name.data(), std::move(path));
    }
  }

  // For file systems that do not tell types while listing. What cannot be told is left to add().
  static unsigned char type_of(int folder, const char* name) {
    struct stat status {};

    const bool is_folder =
        ::fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(status.st_mode);
    return is_folder ? DT_DIR : DT_UNKNOWN;
  }

  void add(int folder, const char* name, std::string path) {
    struct stat status {};

    if (::fstatat(folder, name, &status, 0) != 0) {
      refuse(std::move(path), status_failure(errno));
    } else if (S_ISREG(status.st_mode)) {
      scan_.files.push_back({.path = std::move(path),
                             .bytes = static_cast<std::uint64_t>(status.st_size),
                             .modified = nanoseconds(status.st_mtim),
                             .changed = nanoseconds(status.st_ctim)});
    } else if (!S_ISDIR(status.st_mode)) {  // a link to a folder is passed over
      refuse(std::move(path), std::string(kind_of_file(status.st_mode)));
    }
  }

  void refuse(std::string path, std::string detail) {
    scan_.unreadable.push_back({std::move(path), std::move(detail)});
  }

  std::string root_;
  const ScanOptions& options_;
  std::vector<std::string> pending_;
  FolderScan scan_;
};

Refusal too_large(std::uint64_t bytes) {
  return {Rejection::kTooLarge,
          fmt::format("the file has {} bytes, over {}", bytes, kMaxSnapshotBytes)};
}

Refusal unreadable(std::string detail) {
  return {Rejection::kUnreadable, std::move(detail)};
}

// Reads to the end, whatever size the status told: the file may be growing, or be one of those that
// tell none. `expected_bytes` is at most kMaxSnapshotBytes.
std::optional<Refusal> read_to_end(int file, std::size_t expected_bytes, std::string& buffer) {
  std::size_t used = 0;
  buffer.resize(expected_bytes + 1);  // one more than needed, so that the end shows without growing
  while (true) {
    const ssize_t count = ::read(file, buffer.data() + used, buffer.size() - used);
    if (count < 0 && errno == EINTR) {
      continue;
    }
    if (count < 0) {
      return unreadable(system_message(errno));
    }
    if (count == 0) {
      buffer.resize(used);
      return std::nullopt;
    }
    used += static_cast<std::size_t>(count);
    if (used > kMaxSnapshotBytes) {
      return too_large(used);
    }
    if (used == buffer.size()) {
      buffer.resize(std::min(2 * buffer.size(), kMaxSnapshotBytes + 1));
    }
  }
}

}  // namespace

FolderScan scan_folder(const std::filesystem::path& root, const ScanOptions& options) {
  Folder folder = open_folder(root.native(), 0);
  if (folder == nullptr) {
    throw_unusable_root(root, errno);
  }
  return FolderWalk(root.native(), options).run(std::move(folder));
}

std::optional<Refusal> read_file_into(const std::filesystem::path& root,
                                      const std::string& path,
                                      std::string& buffer) {
  const std::string full_path = root.native() + '/' + path;
  // Without O_NONBLOCK opening a pipe would wait for its writer.
  const FileDescriptor file(
      ::open(full_path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
  if (!file.is_open()) {
    return unreadable(system_message(errno));
  }

  struct stat status {};

  if (::fstat(file.number(), &status) != 0) {
    return unreadable(system_message(errno));
  }
  if (!S_ISREG(status.st_mode)) {
    return unreadable(std::string(kind_of_file(status.st_mode)));
  }
  const auto bytes = static_cast<std::uint64_t>(status.st_size);
  if (bytes > kMaxSnapshotBytes) {
    return too_large(bytes);
  }
  return read_to_end(file.number(), static_cast<std::size_t>(bytes), buffer);
}

std::variant<std::string, Refusal> read_file(const std::filesystem::path& root,
                                             const std::string& path) {
  std::string buffer;
  if (auto refusal = read_file_into(root, path, buffer)) {
    return *std::move(refusal);
  }
  return buffer;
}

}  // namespace smallprint::indexing
