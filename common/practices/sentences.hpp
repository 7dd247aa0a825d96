/// The sentences of a passage as rules see them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "common/practices/rule_words.hpp"
#include "common/text_analyzer.hpp"

namespace smallprint {

/// What stands between a word and the one before it in the sentence.
enum class Pause : std::uint8_t {
  kNone,   ///< white space, a hyphen, quotes
  kComma,  ///< a comma, a bracket, a dash with blanks
  kColon,  ///< a colon
  kStop    ///< a semicolon, the end of a line
};

/// Bytes [begin, end) of the text. An item of a list is a sentence of its own that begins with the
/// words of its lead-in (`We never: | sell it; | share it.`): its words are those of both, its
/// bytes reach from the lead-in to the item's end.
struct Sentence {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::size_t first_word = 0;  ///< in PassageSentences::words
  std::size_t end_word = 0;
  std::size_t own_word = 0;  ///< the first that is no lead-in's
  bool is_question = false;
  /// Its lead-in is the question that it answers (`Do you sell it? No.`) or the sentence that has
  /// its verb (`Some sell it. We do not.`).
  bool is_answer = false;
};

/// Reused from passage to passage; the parallel vectors hold one entry a word.
struct PassageSentences {
  std::vector<Sentence> sentences;
  std::vector<RuleWord> words;
  std::vector<Pause> pauses;         ///< before the word
  std::vector<std::uint32_t> token;  ///< number of the token the word is

  [[nodiscard]] std::span<const RuleWord> words_of(const Sentence& sentence) const {
    return std::span(words).subspan(sentence.first_word, sentence.end_word - sentence.first_word);
  }

  [[nodiscard]] std::span<const Pause> pauses_of(const Sentence& sentence) const {
    return std::span(pauses).subspan(sentence.first_word, sentence.end_word - sentence.first_word);
  }
};

/// Cuts `text` into sentences. `tokens` are the text's own, of `vocabulary`. Cost: linear, times
/// the length of a lead-in for each item of its list.
void split_into_sentences(std::string_view text,
                          std::span<const Token> tokens,
                          const Vocabulary& vocabulary,
                          RuleWordCache& rule_words,
                          PassageSentences& out);

}  // namespace smallprint
