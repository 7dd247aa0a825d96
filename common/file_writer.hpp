/// Buffered writing of one new file of an index.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace smallprint {

/// Creates `path` (which must not exist) and appends to it. `close` flushes and syncs the file; a
/// writer that is destroyed before leaves an incomplete file behind. Errors are Error(kIo).
class FileWriter {
 public:
  explicit FileWriter(std::filesystem::path path);
  ~FileWriter();
  FileWriter(const FileWriter&) = delete;
  FileWriter& operator=(const FileWriter&) = delete;
  FileWriter(FileWriter&& other) noexcept;
  FileWriter& operator=(FileWriter&&) = delete;

  void append(std::string_view bytes);

  /// Appends plain numbers in the machine's byte order (little endian on every supported machine).
  template <typename T>
  void append_values(std::span<const T> values) {
    append({reinterpret_cast<const char*>(values.data()), values.size_bytes()});
  }

  [[nodiscard]] std::uint64_t size() const { return written_ + buffer_.size(); }

  void close();

 private:
  void flush();

  std::filesystem::path path_;
  int descriptor_ = -1;
  std::string buffer_;
  std::uint64_t written_ = 0;
};

/// Writes a whole array to a new file, synced.
template <typename T>
void write_array(const std::filesystem::path& path, std::span<const T> values) {
  FileWriter writer(path);
  writer.append_values(values);
  writer.close();
}

/// Makes the entries of a folder durable: fsync on the folder itself. Error(kIo) when it fails.
void sync_folder(const std::filesystem::path& folder);

/// fsync of one existing file.
void sync_file(const std::filesystem::path& file);

}  // namespace smallprint
