/// Numbered strings in one mapped file, with look-up by value and by prefix.
///
/// Layout, little endian: the strings' bytes one after another, padded to 4 bytes; `count + 1`
/// 32-bit offsets; `count` 32-bit numbers, the strings' order by bytes; 32-bit `count`.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "common/mapped_file.hpp"

namespace smallprint {

/// Writes a table; string i gets number i. Error(kIo) over 4 GiB of text.
void write_string_table(const std::filesystem::path& path,
                        const std::vector<std::string_view>& strings);

/// Views returned live as long as the table. Safe to read from many threads.
class StringTable {
 public:
  /// Looks at every number once (about 1 ns a string), so that whatever the file holds no look-up
  /// leaves it. Error(kNoIndex) when it is no such table.
  explicit StringTable(const std::filesystem::path& path);

  [[nodiscard]] std::uint32_t size() const { return count_; }

  [[nodiscard]] std::string_view operator[](std::uint32_t number) const {
    return text_.substr(offsets_[number], offsets_[number + 1] - offsets_[number]);
  }

  /// Number of the string equal to `text`, the smallest when several are equal.
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view text) const;

  /// Numbers of all strings equal to `text`, ascending.
  [[nodiscard]] std::span<const std::uint32_t> equal_to(std::string_view text) const;

  /// Numbers of the strings that begin with `prefix`, in the order of the strings' bytes.
  [[nodiscard]] std::span<const std::uint32_t> with_prefix(std::string_view prefix) const;

 private:
  MappedFile file_;
  std::string_view text_;
  std::span<const std::uint32_t> offsets_;
  std::span<const std::uint32_t> order_;
  std::uint32_t count_ = 0;
};

}  // namespace smallprint
