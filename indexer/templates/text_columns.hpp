/// Writes what common/templates/shard_texts.hpp reads.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/templates/distinct_words.hpp"
#include "common/vocabulary.hpp"
#include "schemas/templates.hpp"

namespace smallprint::indexing {

/// One thread; one per shard. Memory: four bytes a row, about 80 a distinct text, eight a word of
/// the vocabulary.
class TextColumns {
 public:
  /// `vocabulary` is the one that the words of rows are of; it must outlive the columns.
  explicit TextColumns(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  /// Adds the next row. `words` are those of `text`, without headings, with breaks.
  void add_row(std::string_view text, std::span<const WordId> words);

  /// The four files, synced.
  void write(const std::filesystem::path& shard_folder) const;

 private:
  std::uint64_t hash_of(WordId word);

  const Vocabulary& vocabulary_;
  std::vector<std::uint64_t> hash_of_word_;  // those met so far; 0 for the others
  std::unordered_map<std::uint64_t, std::uint32_t> text_numbers_;  // by digest
  std::vector<std::uint32_t> text_of_row_;
  std::vector<std::uint64_t> digests_;
  std::vector<TextBands> bands_;
  std::vector<std::uint32_t> first_rows_;
  DistinctWords words_;  // scratch
};

}  // namespace smallprint::indexing
