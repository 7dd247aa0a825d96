/// The texts of a shard that can have copies elsewhere: which rows have them, their digests and
/// bands (docs/templates.md).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

#include "common/mapped_file.hpp"
#include "schemas/templates.hpp"

namespace smallprint {

/// The digest of a text, headings left out: XXH3-64 over its bytes.
[[nodiscard]] std::uint64_t text_digest(std::string_view text);

/// Mapped; safe to read from many threads. Texts of fewer than kTemplateWords words are not among
/// them. Those of dead rows are.
class ShardTexts {
 public:
  /// `rows` is the number of the shard's rows. Error(kNoIndex) naming the file where a number is
  /// out of its range.
  ShardTexts(const std::filesystem::path& shard_folder, std::uint32_t rows);

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(digest.size()); }

  MappedArray<std::uint32_t> text_of_row;  ///< or kNoText
  MappedArray<std::uint64_t> digest;       ///< none twice
  MappedArray<TextBands> bands;
  MappedArray<std::uint32_t> first_row;  ///< ascending: texts are numbered by first use
};

}  // namespace smallprint
