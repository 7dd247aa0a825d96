/// The distinct words of a text and how alike two such sets are.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "common/forward_index.hpp"
#include "common/string_table.hpp"
#include "common/vocabulary.hpp"

namespace smallprint {

/// hash64 of each distinct written form of a text, ascending: the same in every shard. That two
/// words of two passages have one hash is a matter of one in 10^15.
using DistinctWords = std::vector<std::uint64_t>;

/// Sorts, and drops what stands twice.
void make_set(DistinctWords& words);

/// How many words both sets have.
[[nodiscard]] std::size_t shared_words(std::span<const std::uint64_t> one,
                                       std::span<const std::uint64_t> other);

/// Words that both have by words that either has, 0 to 1. Of two empty sets: 1.
[[nodiscard]] double jaccard(std::span<const std::uint64_t> one,
                             std::span<const std::uint64_t> other);

/// jaccard() is at least the threshold of schemas/templates.hpp, in whole numbers. Cost: a walk
/// over both sets, or none when their sizes alone decide.
[[nodiscard]] bool are_near(std::span<const std::uint64_t> one,
                            std::span<const std::uint64_t> other);

/// Makes the word sets of a shard's rows. Keeps references to both: they must outlive it. Safe to
/// use from many threads.
class DistinctWordsReader {
 public:
  /// Cost: hashing every word of the shard.
  DistinctWordsReader(const StringTable& words, const ForwardIndex& forward);

  /// The words of the row's text, without its headings, into `out`, whose memory is used again.
  /// Error(kIo) when the row is damaged. Cost: about 2 us for 100 words.
  void read(std::uint32_t row, DistinctWords& out) const;

 private:
  std::vector<std::uint64_t> hash_of_word_;
  const ForwardIndex& forward_;
};

}  // namespace smallprint
