/// A file that a program was asked to write its result to: `--report FILE`, `--plot FILE`.
#pragma once

#include <filesystem>
#include <string_view>

namespace smallprint {

/// A regular file, or one still to be made, is replaced in one step, so that a reader sees the old
/// or the new content and never half; of a link, what it leads to is. A device or a named pipe, and
/// `/dev/stdout`, `/dev/stderr`, `/dev/fd/N` and what is below `/proc`, are appended to.
class OutputFile {
 public:
  /// Finds out what would keep the file from being written later. Opens no pipe and no device.
  /// Error(kIo).
  explicit OutputFile(std::filesystem::path path);

  /// Waits for the reader of a named pipe. Error(kIo).
  void write(std::string_view content) const;

  /// It is written to and not replaced.
  [[nodiscard]] bool is_stream() const { return is_stream_; }

 private:
  std::filesystem::path path_;
  bool is_stream_ = false;
};

}  // namespace smallprint
