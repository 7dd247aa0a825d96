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
#include <string_view>
#include <vector>

#include "common/mapped_file.hpp"
#include "common/vocabulary.hpp"

namespace smallprint {

/// Appends one row's bytes to `out`.
void put_passage_words(std::string& out,
                       std::span<const WordId> heading,
                       std::span<const WordId> text);

/// One row as it is stored, for readers that look at a few of its words only. Valid as long as the
/// index.
struct PackedWords {
  std::string_view bytes;      ///< varints, without the break between headings and text
  std::size_t text_begin = 0;  ///< bytes[0, text_begin) are the headings'

  [[nodiscard]] PackedWords headings() const { return {bytes.substr(0, text_begin), text_begin}; }

  /// Appends the words of bytes[begin, end), both at borders of words, and the break when headings
  /// and text are among them. Error(kIo) on bytes that are no words. Cost: about 2 ns a word.
  void decode(std::size_t begin, std::size_t end, std::vector<WordId>& out) const;
};

/// True for the last byte of a varint, and for no other: words are found without decoding.
[[nodiscard]] constexpr bool ends_word(char byte) {
  return static_cast<unsigned char>(byte) < 0x80;
}

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

  /// Looks a row up. Error(kIo) when it is damaged. Cost: that of walking over the headings.
  [[nodiscard]] PackedWords packed(std::size_t row) const;

  /// Decodes a row into `out`, whose memory is used again. Error(kIo) when the row is damaged.
  void read(std::size_t row, PassageWords& out) const;

 private:
  MappedFile bytes_;
  MappedArray<std::uint32_t> ends_;
};

}  // namespace smallprint
