#include "common/templates/shard_texts.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "common/array_checks.hpp"
#include "common/digest.hpp"
#include "common/error.hpp"
#include "schemas/index_schema.hpp"

namespace smallprint {

std::uint64_t text_digest(std::string_view text) {
  return hash64(text);
}

ShardTexts::ShardTexts(const std::filesystem::path& shard_folder, std::uint32_t rows)
    : text_of_row(shard_folder / shard_files::kRowText),
      digest(shard_folder / shard_files::kTextDigests),
      bands(shard_folder / shard_files::kTextBands),
      first_row(shard_folder / shard_files::kTextRows) {
  const auto require = [&](bool holds, std::string_view file) {
    if (!holds) {
      throw Error(ExitCode::kNoIndex,
                  fmt::format("{}: does not fit the other files of its shard",
                              (shard_folder / file).string()),
                  kRebuildHint);
    }
  };
  const std::uint32_t texts = size();
  require(bands.size() == texts, shard_files::kTextBands);
  const std::uint32_t* const text = text_of_row.values().data();
  require(text_of_row.size() == rows &&
              all_hold(rows, [=](std::size_t i) { return text[i] < texts || text[i] == kNoText; }),
          shard_files::kRowText);
  const auto firsts = first_row.values();
  bool fits = firsts.size() == texts;
  for (std::uint32_t i = 0; fits && i < texts; ++i) {
    fits = firsts[i] < rows && text_of_row[firsts[i]] == i;
  }
  require(fits, shard_files::kTextRows);
}

}  // namespace smallprint
