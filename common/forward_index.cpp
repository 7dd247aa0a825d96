#include "common/forward_index.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "common/byte_io.hpp"
#include "common/error.hpp"
#include "schemas/index_schema.hpp"

namespace smallprint {
namespace {

Error damaged_row() {
  return {ExitCode::kIo, "a row of the forward index is damaged", "build the index again"};
}

void append_words(std::string_view bytes, std::vector<WordId>& out) {
  for (ByteReader reader(bytes); !reader.at_end();) {
    out.push_back(reader.varint32());
  }
}

/// How many of the eight bytes from `bytes` on end a word.
std::uint64_t word_ends_in_eight(const char* bytes) {
  std::uint64_t eight = 0;
  std::memcpy(&eight, bytes, sizeof(eight));
  const std::uint64_t ends = ~eight >> 7U & 0x0101010101010101U;
  return ends * 0x0101010101010101U >> 56U;  // the sum of the bytes, all 0 or 1
}

/// The end of the first `count` words. Phrases ask this of thousands of rows, hence the steps of
/// eight bytes.
std::size_t end_of_words(std::string_view bytes, std::uint64_t count) {
  std::size_t end = 0;
  while (end + 8 <= bytes.size()) {
    const std::uint64_t ends = word_ends_in_eight(bytes.data() + end);
    if (ends >= count) {
      break;
    }
    count -= ends;
    end += 8;
  }
  for (; count > 0; ++end) {
    if (end == bytes.size()) {
      throw damaged_row();
    }
    count -= ends_word(bytes[end]) ? 1U : 0U;
  }
  return end;
}

}  // namespace

void put_passage_words(std::string& out,
                       std::span<const WordId> heading,
                       std::span<const WordId> text) {
  put_varint(out, heading.size());
  for (const WordId word : heading) {
    put_varint(out, word);
  }
  for (const WordId word : text) {
    put_varint(out, word);
  }
}

void PackedWords::decode(std::size_t begin, std::size_t end, std::vector<WordId>& out) const {
  if (begin < text_begin && text_begin < end) {
    append_words(bytes.substr(begin, text_begin - begin), out);
    out.push_back(kBreakWord);
    begin = text_begin;
  }
  append_words(bytes.substr(begin, end - begin), out);
}

ForwardIndex::ForwardIndex(const std::filesystem::path& shard_folder)
    : bytes_(shard_folder / shard_files::kForward),
      ends_(shard_folder / shard_files::kForwardEnds) {
  if (ends_.size() > 0 && ends_[ends_.size() - 1] != bytes_.bytes().size()) {
    throw Error(ExitCode::kNoIndex,
                (shard_folder / shard_files::kForward).string() + ": does not match its ends",
                "build the index again");
  }
}

PackedWords ForwardIndex::packed(std::size_t row) const {
  const std::uint32_t begin = row == 0 ? 0 : ends_[row - 1];
  const std::uint32_t end = ends_[row];
  if (begin > end || end > bytes_.bytes().size()) {
    throw damaged_row();
  }
  ByteReader reader(bytes_.bytes().substr(begin, end - begin));
  const std::uint64_t heading_words = reader.varint();
  const std::string_view words = reader.rest();
  return {.bytes = words, .text_begin = end_of_words(words, heading_words)};
}

void ForwardIndex::read(std::size_t row, PassageWords& out) const {
  const PackedWords packed_words = packed(row);
  const std::string_view headings = packed_words.bytes.substr(0, packed_words.text_begin);
  out.heading_words =
      static_cast<std::size_t>(std::count_if(headings.begin(), headings.end(), ends_word));
  out.words.clear();
  packed_words.decode(0, packed_words.bytes.size(), out.words);
}

}  // namespace smallprint
