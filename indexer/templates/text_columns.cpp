#include "indexer/templates/text_columns.hpp"

#include <algorithm>
#include <cstddef>

#include "common/digest.hpp"
#include "common/file_writer.hpp"
#include "common/templates/shard_texts.hpp"
#include "indexer/templates/minhash.hpp"
#include "schemas/index_schema.hpp"

namespace smallprint::indexing {

std::uint64_t TextColumns::hash_of(WordId word) {
  if (word >= hash_of_word_.size()) {
    hash_of_word_.resize(vocabulary_.words());
  }
  std::uint64_t& hash = hash_of_word_[word];
  if (hash == 0) {
    hash = hash64(vocabulary_.written(word));
  }
  return hash;
}

void TextColumns::add_row(std::string_view text, std::span<const WordId> words) {
  const auto row = static_cast<std::uint32_t>(text_of_row_.size());
  const auto breaks = static_cast<std::size_t>(std::ranges::count(words, kBreakWord));
  if (words.size() - breaks < kTemplateWords) {
    text_of_row_.push_back(kNoText);
    return;
  }
  const std::uint64_t digest = text_digest(text);
  const auto [known, is_new] =
      text_numbers_.try_emplace(digest, static_cast<std::uint32_t>(digests_.size()));
  text_of_row_.push_back(known->second);
  if (!is_new) {
    return;
  }
  words_.clear();
  for (const WordId word : words) {
    if (word != kBreakWord) {
      words_.push_back(hash_of(word));
    }
  }
  make_set(words_);
  digests_.push_back(digest);
  bands_.push_back(band_keys(words_));
  first_rows_.push_back(row);
}

void TextColumns::write(const std::filesystem::path& shard_folder) const {
  write_array(shard_folder / shard_files::kRowText, std::span<const std::uint32_t>(text_of_row_));
  write_array(shard_folder / shard_files::kTextDigests, std::span<const std::uint64_t>(digests_));
  write_array(shard_folder / shard_files::kTextBands, std::span<const TextBands>(bands_));
  write_array(shard_folder / shard_files::kTextRows, std::span<const std::uint32_t>(first_rows_));
}

}  // namespace smallprint::indexing
