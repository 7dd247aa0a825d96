/// A library to be loaded before all others (LD_PRELOAD). It counts the calls by which a program
/// changes files below one folder, and at one of them fails, kills the process, or writes down
/// every call for tests/faults/power_cut.py to replay. Variables of the environment:
///
///     FAULTS_FOLDER  the folder, an absolute path without links
///     FAULTS_OUTPUT  a file outside of it, appended to: the number of calls seen when the process
///                    ends by itself ("count N"), or the record of calls
///     FAULTS_ACTION  `count`, `record`, `fail`, `kill`, `tear` (half of a write, then kill)
///     FAULTS_CALL    for the last three: at which call, counted from 1
///     FAULTS_ERROR   for `fail`: an errno as a number; 0: a short write, or EIO where nothing is
///                    written
///     FAULTS_STICKY  for `fail`, `1`: at every later call as well
///
/// A record is a line of JSON that names the file by its inode:
///     {"call","path","to","inode","offset","data"}, `data` in hexadecimal.
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string>
#include <string_view>

#include <dlfcn.h>
#include <fcntl.h>
#include <linux/limits.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

namespace {

/// The function that this library stands in front of.
template <typename Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

std::string variable(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::uint64_t number(const char* name) {
  return std::strtoull(variable(name).c_str(), nullptr, 10);
}

std::string resolved(int folder, const char* path) {
  if (path[0] == '/') {
    return path;
  }
  std::array<char, PATH_MAX> base{};
  const std::string link =
      folder == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/" + std::to_string(folder);
  const ssize_t size = ::readlink(link.c_str(), base.data(), base.size());
  return std::string(base.data(), size > 0 ? static_cast<std::size_t>(size) : 0) + '/' + path;
}

std::string path_of(int descriptor) {
  std::array<char, PATH_MAX> path{};
  const std::string link = "/proc/self/fd/" + std::to_string(descriptor);
  const ssize_t size = ::readlink(link.c_str(), path.data(), path.size());
  return {path.data(), size > 0 ? static_cast<std::size_t>(size) : 0};
}

std::string quoted(std::string_view text) {
  std::string json = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      json += '\\';
    }
    json += c;
  }
  return json + '"';
}

std::string hexadecimal(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string digits;
  digits.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    digits += kDigits[byte >> 4U];
    digits += kDigits[byte & 15U];
  }
  return digits;
}

enum class Action { kNone, kCount, kRecord, kFail, kKill, kTear };

Action action_named(const std::string& name) {
  if (name == "count") {
    return Action::kCount;
  }
  if (name == "record") {
    return Action::kRecord;
  }
  if (name == "fail") {
    return Action::kFail;
  }
  if (name == "kill") {
    return Action::kKill;
  }
  return name == "tear" ? Action::kTear : Action::kNone;
}

/// What the environment asks for, read once.
class Plan {
 public:
  static Plan& instance() {
    static Plan plan;
    return plan;
  }

  Plan(const Plan&) = delete;
  Plan& operator=(const Plan&) = delete;
  Plan(Plan&&) = delete;
  Plan& operator=(Plan&&) = delete;

  ~Plan() {
    if (action_ == Action::kCount) {
      say("count " + std::to_string(calls_.load()) + '\n');
    }
  }

  [[nodiscard]] bool covers(const std::string& path) const {
    return action_ != Action::kNone && path.starts_with(folder_) &&
           (path.size() == folder_.size() || path[folder_.size()] == '/');
  }

  [[nodiscard]] bool records() const { return action_ == Action::kRecord; }

  /// Counts a call. True when it is to fail; ends the process when it is the last one. `half` does
  /// half of the call.
  template <typename Half>
  bool fails(const Half& half) {
    const std::uint64_t call = ++calls_;
    if (action_ == Action::kFail) {
      return call == call_ || (sticky_ && call > call_);
    }
    if ((action_ == Action::kKill || action_ == Action::kTear) && call == call_) {
      if (action_ == Action::kTear) {
        half();
      }
      ::kill(::getpid(), SIGKILL);
    }
    return false;
  }

  /// 0: a short write.
  [[nodiscard]] int error() const { return error_; }

  void record(std::string_view call,
              std::string_view path,
              std::string_view to,
              std::uint64_t inode,
              std::uint64_t offset = 0,
              std::string_view data = {}) {
    say("{\"call\":" + quoted(call) + ",\"path\":" + quoted(path) + ",\"to\":" + quoted(to) +
        ",\"inode\":" + std::to_string(inode) + ",\"offset\":" + std::to_string(offset) +
        ",\"data\":\"" + hexadecimal(data) + "\"}\n");
  }

  /// Held from a call to its record, so that records stand in the order of the calls.
  std::mutex& order() { return order_; }

 private:
  Plan()
      : folder_(variable("FAULTS_FOLDER")),
        output_(variable("FAULTS_OUTPUT")),
        action_(folder_.empty() ? Action::kNone : action_named(variable("FAULTS_ACTION"))),
        call_(number("FAULTS_CALL")),
        error_(static_cast<int>(number("FAULTS_ERROR"))),
        sticky_(variable("FAULTS_STICKY") == "1") {}

  void say(const std::string& line) {
    static auto* const open_file = next<int(const char*, int, ...)>("open");
    static auto* const write_bytes = next<ssize_t(int, const void*, size_t)>("write");
    if (descriptor_ < 0) {
      descriptor_ = open_file(output_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    }
    if (write_bytes(descriptor_, line.data(), line.size()) != static_cast<ssize_t>(line.size())) {
      std::abort();  // a record with holes would prove nothing
    }
  }

  std::string folder_;
  std::string output_;
  Action action_;
  std::uint64_t call_;
  int error_;
  bool sticky_;
  std::atomic<std::uint64_t> calls_{0};
  std::mutex order_;
  int descriptor_ = -1;
};

int fail(int error) {
  errno = error == 0 ? EIO : error;
  return -1;
}

std::uint64_t inode_of(const std::string& path) {
  struct stat status {};

  return ::lstat(path.c_str(), &status) == 0 ? status.st_ino : 0;
}

std::uint64_t inode_of(int descriptor) {
  struct stat status {};

  return ::fstat(descriptor, &status) == 0 ? status.st_ino : 0;
}

/// A call that changes names: `path`, and where it is moved or linked.
template <typename Call>
int change_names(const char* name, const std::string& path, const std::string& to, Call call) {
  Plan& plan = Plan::instance();
  if (!plan.covers(path) && !plan.covers(to)) {
    return call();
  }
  if (plan.fails([] {})) {
    return fail(plan.error());
  }
  const std::lock_guard lock(plan.order());
  const std::uint64_t before = inode_of(path);
  const int result = call();
  if (result == 0 && plan.records()) {
    plan.record(name, path, to, before != 0 ? before : inode_of(path));
  }
  return result;
}

bool writes(int flags) {
  return (flags & O_ACCMODE) != O_RDONLY || (flags & (O_CREAT | O_TRUNC)) != 0;
}

template <typename Call>
int open_path(const std::string& path, int flags, Call call) {
  Plan& plan = Plan::instance();
  if (!writes(flags) || !plan.covers(path)) {
    return call();
  }
  if (plan.fails([] {})) {
    return fail(plan.error());
  }
  const std::lock_guard lock(plan.order());
  const bool is_new = inode_of(path) == 0;
  const int descriptor = call();
  if (descriptor >= 0 && plan.records()) {
    const std::uint64_t inode = inode_of(descriptor);
    if (is_new) {
      plan.record("create", path, "", inode);
    } else if ((flags & O_TRUNC) != 0) {
      plan.record("truncate", path, "", inode, 0);
    }
  }
  return descriptor;
}

template <typename Call>
int change_file(const char* name, int descriptor, std::uint64_t offset, Call call) {
  Plan& plan = Plan::instance();
  const std::string path = path_of(descriptor);
  if (!plan.covers(path)) {
    return call();
  }
  if (plan.fails([] {})) {
    return fail(plan.error());
  }
  const std::lock_guard lock(plan.order());
  const int result = call();
  if (result == 0 && plan.records()) {
    plan.record(name, path, "", inode_of(descriptor), offset);
  }
  return result;
}

/// `call(bytes)` writes at most so many. `place` is where, or -1 for the file's own position.
template <typename Call>
ssize_t write_bytes(int descriptor, std::string_view data, off_t place, Call call) {
  Plan& plan = Plan::instance();
  const std::string path = path_of(descriptor);
  if (!plan.covers(path)) {
    return call(data.size());
  }
  if (plan.fails([&] { call(data.size() / 2); })) {
    return plan.error() == 0 && data.size() > 1 ? call(data.size() / 2) : fail(plan.error());
  }
  const std::lock_guard lock(plan.order());
  if (plan.records() && place < 0) {
    const bool appends = (::fcntl(descriptor, F_GETFL) & O_APPEND) != 0;
    place = ::lseek(descriptor, 0, appends ? SEEK_END : SEEK_CUR);
  }
  const ssize_t count = call(data.size());
  if (count > 0 && plan.records()) {
    plan.record("write",
                path,
                "",
                inode_of(descriptor),
                static_cast<std::uint64_t>(place),
                data.substr(0, static_cast<std::size_t>(count)));
  }
  return count;
}

mode_t mode_argument(int flags, std::va_list arguments) {
  return (flags & (O_CREAT | O_TMPFILE)) != 0 ? static_cast<mode_t>(va_arg(arguments, int)) : 0;
}

int flags_of(const char* mode) {
  if (mode[0] == 'r' && std::strchr(mode, '+') == nullptr) {
    return O_RDONLY;
  }
  return mode[0] == 'w' ? O_WRONLY | O_CREAT | O_TRUNC : O_WRONLY | O_CREAT;
}

std::FILE* open_stream(const char* name, const char* path, const char* mode) {
  auto* const call = next<std::FILE*(const char*, const char*)>(name);
  std::FILE* stream = nullptr;
  open_path(resolved(AT_FDCWD, path), flags_of(mode), [&] {
    stream = call(path, mode);
    return stream == nullptr ? -1 : ::fileno(stream);
  });
  return stream;
}

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
  std::va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_argument(flags, arguments);
  va_end(arguments);
  static auto* const call = next<int(const char*, int, ...)>("open");
  return open_path(resolved(AT_FDCWD, path), flags, [&] { return call(path, flags, mode); });
}

int open64(const char* path, int flags, ...) {
  std::va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_argument(flags, arguments);
  va_end(arguments);
  static auto* const call = next<int(const char*, int, ...)>("open64");
  return open_path(resolved(AT_FDCWD, path), flags, [&] { return call(path, flags, mode); });
}

int openat(int folder, const char* path, int flags, ...) {
  std::va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_argument(flags, arguments);
  va_end(arguments);
  static auto* const call = next<int(int, const char*, int, ...)>("openat");
  return open_path(resolved(folder, path), flags, [&] { return call(folder, path, flags, mode); });
}

std::FILE* fopen(const char* path, const char* mode) {
  return open_stream("fopen", path, mode);
}

std::FILE* fopen64(const char* path, const char* mode) {
  return open_stream("fopen64", path, mode);
}

ssize_t write(int descriptor, const void* data, size_t size) {
  static auto* const call = next<ssize_t(int, const void*, size_t)>("write");
  return write_bytes(descriptor, {static_cast<const char*>(data), size}, -1, [&](size_t bytes) {
    return call(descriptor, data, bytes);
  });
}

ssize_t pwrite(int descriptor, const void* data, size_t size, off_t place) {
  static auto* const call = next<ssize_t(int, const void*, size_t, off_t)>("pwrite");
  return write_bytes(descriptor, {static_cast<const char*>(data), size}, place, [&](size_t bytes) {
    return call(descriptor, data, bytes, place);
  });
}

ssize_t pwrite64(int descriptor, const void* data, size_t size, off64_t place) {
  return pwrite(descriptor, data, size, place);
}

ssize_t writev(int descriptor, const iovec* parts, int count) {
  static auto* const call = next<ssize_t(int, const void*, size_t)>("write");
  std::string data;
  for (int i = 0; i < count; ++i) {
    data.append(static_cast<const char*>(parts[i].iov_base), parts[i].iov_len);
  }
  return write_bytes(
      descriptor, data, -1, [&](size_t bytes) { return call(descriptor, data.data(), bytes); });
}

ssize_t sendfile(int descriptor, int from, off_t* place, size_t size) {
  static auto* const call = next<ssize_t(int, const void*, size_t)>("write");
  std::string data(size, '\0');
  const off_t begin = place != nullptr ? *place : ::lseek(from, 0, SEEK_CUR);
  const ssize_t there = ::pread(from, data.data(), data.size(), begin);
  if (there < 0) {
    return there;
  }
  data.resize(static_cast<std::size_t>(there));
  const ssize_t count = write_bytes(
      descriptor, data, -1, [&](size_t bytes) { return call(descriptor, data.data(), bytes); });
  if (count > 0 && place != nullptr) {
    *place += count;
  } else if (count > 0) {
    ::lseek(from, count, SEEK_CUR);
  }
  return count;
}

ssize_t copy_file_range(int, off64_t*, int, off64_t*, size_t, unsigned) {
  return fail(ENOSYS);  // as on an old kernel: callers fall back to what is counted here
}

int fsync(int descriptor) {
  static auto* const call = next<int(int)>("fsync");
  return change_file("sync", descriptor, 0, [&] { return call(descriptor); });
}

int fdatasync(int descriptor) {
  static auto* const call = next<int(int)>("fdatasync");
  return change_file("sync", descriptor, 0, [&] { return call(descriptor); });
}

int ftruncate(int descriptor, off_t size) {
  static auto* const call = next<int(int, off_t)>("ftruncate");
  return change_file("truncate", descriptor, static_cast<std::uint64_t>(size), [&] {
    return call(descriptor, size);
  });
}

int ftruncate64(int descriptor, off64_t size) {
  return ftruncate(descriptor, size);
}

int rename(const char* from, const char* to) {
  static auto* const call = next<int(const char*, const char*)>("rename");
  return change_names(
      "rename", resolved(AT_FDCWD, from), resolved(AT_FDCWD, to), [&] { return call(from, to); });
}

int renameat(int from_folder, const char* from, int to_folder, const char* to) {
  static auto* const call = next<int(int, const char*, int, const char*)>("renameat");
  return change_names("rename", resolved(from_folder, from), resolved(to_folder, to), [&] {
    return call(from_folder, from, to_folder, to);
  });
}

int link(const char* from, const char* to) {
  static auto* const call = next<int(const char*, const char*)>("link");
  return change_names(
      "link", resolved(AT_FDCWD, from), resolved(AT_FDCWD, to), [&] { return call(from, to); });
}

int linkat(int from_folder, const char* from, int to_folder, const char* to, int flags) {
  static auto* const call = next<int(int, const char*, int, const char*, int)>("linkat");
  return change_names("link", resolved(from_folder, from), resolved(to_folder, to), [&] {
    return call(from_folder, from, to_folder, to, flags);
  });
}

int unlink(const char* path) {
  static auto* const call = next<int(const char*)>("unlink");
  return change_names("unlink", resolved(AT_FDCWD, path), "", [&] { return call(path); });
}

int unlinkat(int folder, const char* path, int flags) {
  static auto* const call = next<int(int, const char*, int)>("unlinkat");
  return change_names(
      "unlink", resolved(folder, path), "", [&] { return call(folder, path, flags); });
}

int remove(const char* path) {
  static auto* const call = next<int(const char*)>("remove");
  return change_names("unlink", resolved(AT_FDCWD, path), "", [&] { return call(path); });
}

int rmdir(const char* path) {
  static auto* const call = next<int(const char*)>("rmdir");
  return change_names("unlink", resolved(AT_FDCWD, path), "", [&] { return call(path); });
}

int mkdir(const char* path, mode_t mode) {
  static auto* const call = next<int(const char*, mode_t)>("mkdir");
  return change_names("mkdir", resolved(AT_FDCWD, path), "", [&] { return call(path, mode); });
}

}  // extern "C"
