#include "common/templates/distinct_words.hpp"

#include <algorithm>
#include <cstddef>

#include "common/digest.hpp"
#include "common/error.hpp"
#include "schemas/templates.hpp"

namespace smallprint {

void make_set(DistinctWords& words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

std::size_t shared_words(std::span<const std::uint64_t> one, std::span<const std::uint64_t> other) {
  std::size_t shared = 0;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < one.size() && j < other.size()) {
    const std::uint64_t left = one[i];
    const std::uint64_t right = other[j];
    shared += left == right ? 1U : 0U;  // no branch: which set goes on cannot be foreseen
    i += left <= right ? 1U : 0U;
    j += right <= left ? 1U : 0U;
  }
  return shared;
}

double jaccard(std::span<const std::uint64_t> one, std::span<const std::uint64_t> other) {
  const std::size_t shared = shared_words(one, other);
  const std::size_t either = one.size() + other.size() - shared;
  return either == 0 ? 1 : static_cast<double>(shared) / static_cast<double>(either);
}

bool are_near(std::span<const std::uint64_t> one, std::span<const std::uint64_t> other) {
  const auto [smaller, larger] = std::minmax({one.size(), other.size()});
  if (smaller * kNearDenominator < larger * kNearNumerator) {
    return false;
  }
  const std::size_t shared = shared_words(one, other);
  return shared * kNearDenominator >= (one.size() + other.size() - shared) * kNearNumerator;
}

DistinctWordsReader::DistinctWordsReader(const StringTable& words, const ForwardIndex& forward)
    : forward_(forward) {
  hash_of_word_.reserve(words.size());
  for (std::uint32_t word = 0; word < words.size(); ++word) {
    hash_of_word_.push_back(hash64(words[word]));
  }
}

void DistinctWordsReader::read(std::uint32_t row, DistinctWords& out) const {
  const PackedWords packed = forward_.packed(row);
  thread_local std::vector<WordId> words;
  words.clear();
  packed.decode(packed.text_begin, packed.bytes.size(), words);
  out.clear();
  for (const WordId word : words) {
    if (word >= hash_of_word_.size()) {
      throw Error(ExitCode::kIo, "a row of the index has a word that is none", kRebuildHint);
    }
    if (word != kBreakWord) {
      out.push_back(hash_of_word_[word]);
    }
  }
  make_set(out);
}

}  // namespace smallprint
