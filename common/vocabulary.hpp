/// Interned words: every distinct written form, and the index term it stands for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace smallprint {

using WordId = std::uint32_t;
using StemId = std::uint32_t;

/// Word 0 is no word but a break between blocks of a text: phrases do not cross it.
inline constexpr WordId kBreakWord = 0;

/// Ids count up from 1 in the order of first use. Not thread safe; one per shard or query.
class Vocabulary {
 public:
  Vocabulary();
  ~Vocabulary() = default;
  Vocabulary(const Vocabulary&) = delete;  // the views point into text_
  Vocabulary& operator=(const Vocabulary&) = delete;
  Vocabulary(Vocabulary&&) = default;
  Vocabulary& operator=(Vocabulary&&) = default;

  /// The id of the pair (written form, term). One written form may stand for two terms (`US`).
  /// Neither holds a NUL.
  WordId intern(std::string_view written, std::string_view term);

  [[nodiscard]] std::string_view written(WordId word) const { return words_[word].written; }

  [[nodiscard]] StemId stem(WordId word) const { return words_[word].stem; }

  [[nodiscard]] std::string_view term(StemId stem) const { return stems_[stem]; }

  [[nodiscard]] std::size_t words() const { return words_.size(); }  ///< with the break

  [[nodiscard]] std::size_t stems() const { return stems_.size(); }  ///< with the break's, ""

 private:
  struct Word {
    std::string_view written;
    StemId stem = 0;
  };

  std::deque<std::string> text_;  // owns what the views point to; a deque never moves its strings
  std::vector<Word> words_;
  std::vector<std::string_view> stems_;
  std::unordered_map<std::string_view, StemId> stem_ids_;
  std::unordered_map<std::string_view, WordId> word_ids_;  // key: written '\0' term
};

}  // namespace smallprint
