#include "common/forward_index.hpp"

#include <cstdint>
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

// Phrases read thousands of rows, so this decodes by hand what ByteReader would: most ids take one
// byte or two, and a row has no more words than bytes.
void ForwardIndex::read(std::size_t row, PassageWords& out) const {
  const std::uint32_t begin = row == 0 ? 0 : ends_[row - 1];
  ByteReader reader(bytes_.bytes().substr(begin, ends_[row] - begin));
  out.heading_words = reader.varint();
  const std::string_view bytes = reader.rest();
  out.words.resize(bytes.size() + 1);  // with the break
  const std::size_t break_at = out.heading_words > 0 ? out.heading_words : SIZE_MAX;
  std::size_t count = 0;
  std::uint32_t word = 0;
  unsigned shift = 0;
  for (const char byte : bytes) {
    const auto bits = static_cast<std::uint32_t>(static_cast<unsigned char>(byte));
    word |= (bits & 0x7FU) << shift;
    if (bits >= 0x80U) {
      shift = (shift + 7) % 32;
      continue;
    }
    if (count == break_at) {
      out.words[count++] = kBreakWord;
    }
    out.words[count++] = word;
    word = 0;
    shift = 0;
  }
  out.words.resize(count);
}

}  // namespace smallprint
