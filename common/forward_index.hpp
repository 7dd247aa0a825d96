/// The words of every passage in order: what phrases, NEAR, exact words and explanations read.
///
/// Xapian's glass keeps one B-tree item per (term, document) for positions, which on short passages
/// is most of the index's time and space (docs/design.md); one run of varints per passage is not.
/// Layout of a row: number of heading words, then the word ids of the headings (a break between
/// two), then those of the text, each a varint.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "common/mapped_file.hpp"
#include "common/vocabulary.hpp"

namespace smallprint {

/// Appends one row's bytes to `out`.
void put_passage_words(std::string& out,
                       std::span<const WordId> heading,
                       std::span<const WordId> text);

/// One row, decoded: the headings' words, a break when there are any, the text's words.
struct PassageWords {
  std::vector<WordId> words;
  std::size_t heading_words = 0;  ///< words[0, heading_words) are the headings'
};

/// Mapped; safe to read from many threads.
class ForwardIndex {
 public:
  explicit ForwardIndex(const std::filesystem::path& shard_folder);

  [[nodiscard]] std::size_t rows() const { return ends_.size(); }

  /// Decodes a row into `out`, whose memory is used again. Cost: about 1 ns a word.
  void read(std::size_t row, PassageWords& out) const;

 private:
  MappedFile bytes_;
  MappedArray<std::uint32_t> ends_;
};

}  // namespace smallprint
