/// Where `build --report FILE` goes.
#pragma once

#include <filesystem>
#include <string_view>

namespace smallprint::indexing {

/// A regular file, or one still to be made, is replaced in one step, so that a reader sees the old
/// or the new report and never half; of a link, what it leads to is. A device or a named pipe, and
/// `/dev/stdout`, `/dev/stderr`, `/dev/fd/N` and what is below `/proc`, are appended to.
class ReportFile {
 public:
  /// Finds out what would keep the report from being written later. Opens no pipe and no device.
  /// Error(kIo).
  explicit ReportFile(std::filesystem::path path);

  /// Waits for the reader of a named pipe. Error(kIo).
  void write(std::string_view json) const;

  /// It is written to and not replaced.
  [[nodiscard]] bool is_stream() const { return is_stream_; }

 private:
  std::filesystem::path path_;
  bool is_stream_ = false;
};

}  // namespace smallprint::indexing
