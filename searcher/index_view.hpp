/// One immutable view of an index: the generation in force when it was opened.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "common/held_generation.hpp"
#include "common/manifest.hpp"
#include "common/practices/statement_column.hpp"
#include "common/shard_reader.hpp"
#include "common/vocabulary.hpp"
#include "schemas/practices.hpp"
#include "searcher/matching/passage_set.hpp"

namespace smallprint::searching {

/// The postings of one term in one shard, decoded: the live rows that have it, ascending, and what
/// its occurrences in each are worth (term_share).
struct TermPostings {
  std::vector<std::uint32_t> rows;
  std::vector<float> shares;

  [[nodiscard]] std::size_t bytes() const { return rows.size() * 8; }
};

/// A shard with the postings of the terms asked for last. One thread.
class Shard {
 public:
  /// `average_words` is that of the whole index.
  Shard(const std::filesystem::path& folder, double average_words);

  /// Decodes a term's postings, about 25 ns each the first time; they are kept until those of this
  /// shard exceed kMaxCachedBytes. The reference is valid until the next call.
  const TermPostings& postings_of(const std::string& term);

  /// The level of a label in each row, 0 to kLabelLevels; decoded and kept like postings.
  const std::vector<std::uint8_t>& levels_of(LabelId label);

  /// The rows that count: all but those of dead sites. No answer may hold another.
  [[nodiscard]] const PassageSet& live_rows() const { return live_rows_; }

  /// The rows that have a term, as a set.
  [[nodiscard]] PassageSet rows_with(std::string_view term);

  /// The words that a term stands for in this shard, ascending; valid as long as the shard.
  /// Error(kNoIndex) when the shard's words and terms do not belong together. Cost: the first call
  /// looks at every word of the shard.
  [[nodiscard]] std::span<const WordId> words_of(std::string_view term);

  /// What all statements of each row say, made by one pass when first asked for and kept: four
  /// bytes a row.
  [[nodiscard]] const std::vector<StatedSet>& stated_by_row();

  ShardReader data;

 private:
  void group_words();
  void make_room(std::size_t bytes);

  static constexpr std::size_t kMaxCachedBytes = std::size_t{64} * 1024 * 1024;

  Xapian::Database database_;
  double average_words_;
  PassageSet live_rows_;
  std::unordered_map<std::string, TermPostings> cache_;
  std::unordered_map<LabelId, std::vector<std::uint8_t>> levels_;
  std::size_t cached_bytes_ = 0;
  std::vector<WordId> grouped_words_;      // by term
  std::vector<std::uint32_t> group_ends_;  // by term, in grouped_words_; empty until needed
  std::vector<StatedSet> stated_by_row_;
};

/// Opens by the generation's own path, so that a switch in between is never seen half, and keeps it
/// from being pruned. Error: kNoIndex, kWrongSchema.
class IndexView {
 private:
  HeldGeneration generation_;  // before everything that is read from it

 public:
  explicit IndexView(const std::filesystem::path& index);

  /// The folder of the generation.
  [[nodiscard]] const std::filesystem::path& folder() const { return generation_.path(); }

  [[nodiscard]] double average_words() const {
    return manifest.rows.passages == 0 || manifest.rows.words == 0
               ? 1
               : static_cast<double>(manifest.rows.words) /
                     static_cast<double>(manifest.rows.passages);
  }

  Manifest manifest;
  std::vector<std::unique_ptr<Shard>> shards;
};

}  // namespace smallprint::searching
