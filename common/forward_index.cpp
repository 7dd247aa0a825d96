#include "common/forward_index.hpp"

#include <string_view>

#include "common/byte_io.hpp"
#include "schemas/index_schema.hpp"

namespace smallprint {

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

ForwardIndex::ForwardIndex(const std::filesystem::path& shard_folder)
    : bytes_(shard_folder / shard_files::kForward),
      ends_(shard_folder / shard_files::kForwardEnds) {
  if (ends_.size() > 0 && ends_[ends_.size() - 1] != bytes_.bytes().size()) {
    throw Error(ExitCode::kNoIndex,
                (shard_folder / shard_files::kForward).string() + ": does not match its ends",
                "build the index again");
  }
}

void ForwardIndex::read(std::size_t row, PassageWords& out) const {
  const std::uint32_t begin = row == 0 ? 0 : ends_[row - 1];
  ByteReader reader(bytes_.bytes().substr(begin, ends_[row] - begin));
  out.words.clear();
  out.heading_words = reader.varint();
  while (!reader.at_end()) {
    if (out.heading_words > 0 && out.words.size() == out.heading_words) {
      out.words.push_back(kBreakWord);
    }
    out.words.push_back(reader.varint32());
  }
}

}  // namespace smallprint
