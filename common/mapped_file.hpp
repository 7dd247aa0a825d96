/// A read-only mapping of one file of an index.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "common/error.hpp"

namespace smallprint {

/// Owns the mapping; views into it live as long as the object (moving keeps them valid). Safe to
/// read from many threads. Error(kNoIndex) when the file is missing or cannot be mapped.
class MappedFile {
 public:
  explicit MappedFile(const std::filesystem::path& path);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  MappedFile(MappedFile&& other) noexcept
      : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

  MappedFile& operator=(MappedFile&&) = delete;

  [[nodiscard]] std::string_view bytes() const { return {static_cast<const char*>(data_), size_}; }

 private:
  void* data_ = nullptr;
  std::size_t size_ = 0;
};

/// A file that is one array of plain numbers or structs.
template <typename T>
class MappedArray {
 public:
  explicit MappedArray(const std::filesystem::path& path) : file_(path) {
    const std::string_view bytes = file_.bytes();
    if (bytes.size() % sizeof(T) != 0) {
      throw Error(ExitCode::kNoIndex,
                  fmt::format("{}: {} bytes are no whole number of {}-byte values",
                              path.string(),
                              bytes.size(),
                              sizeof(T)),
                  kRebuildHint);
    }
    values_ = {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
  }

  [[nodiscard]] const T& operator[](std::size_t i) const { return values_[i]; }

  [[nodiscard]] std::size_t size() const { return values_.size(); }

  [[nodiscard]] std::span<const T> values() const { return values_; }

 private:
  MappedFile file_;
  std::span<const T> values_;
};

}  // namespace smallprint
