/// The Xapian side of a shard: one document per row, its terms with their frequencies, nothing
/// else.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "common/vocabulary.hpp"
#include "schemas/practices.hpp"

namespace smallprint::indexing {

/// Level of each label in a passage, 0 to kLabelLevels.
using LabelLevels = std::array<std::uint8_t, kLabelCount>;

/// Writes into a working database, then compacts it into SHARD/postings. Positions, values and
/// document data stay out of Xapian (docs/design.md). Memory is bounded by the number of postings
/// held before a flush. One thread.
class PostingsWriter {
 public:
  PostingsWriter(std::filesystem::path shard_folder, const Vocabulary& vocabulary);
  ~PostingsWriter();
  PostingsWriter(const PostingsWriter&) = delete;
  PostingsWriter& operator=(const PostingsWriter&) = delete;
  PostingsWriter(PostingsWriter&&) = delete;
  PostingsWriter& operator=(PostingsWriter&&) = delete;

  /// Adds the next document: the words of a row, breaks among them, headings with kHeadingWeight.
  /// `levels` of labels above 0 become terms that count in no length. Returns its length in words.
  std::uint32_t add(std::span<const WordId> heading,
                    std::span<const WordId> text,
                    const LabelLevels& levels);

  /// Compacts and removes the working database.
  void close();

 private:
  struct Database;

  void count(std::span<const WordId> words, std::uint32_t times);

  std::filesystem::path folder_;
  const Vocabulary& vocabulary_;
  std::unique_ptr<Database> database_;
  std::vector<std::uint32_t> frequency_;  // by stem, of the document at hand
  std::vector<StemId> stems_;             // those with a frequency
  std::array<std::string, kLabelCount> label_terms_;
  std::size_t pending_postings_ = 0;
};

}  // namespace smallprint::indexing
