/// Text to words and index terms: one object for both programs, so that a query and a policy are
/// cut and stemmed alike.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/vocabulary.hpp"

namespace smallprint {

/// One word of a text. `begin`, `end` are byte offsets in the text, half open. Two tokens may share
/// a range (`optout` is "opt out"); one token may span two written words (`web site`).
struct Token {
  WordId word = kBreakWord;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// Tokenizer, normaliser (schemas/normalisation.hpp), Snowball English and the cache in front of
/// them. Not thread safe: one per thread. The vocabulary grows with what was analysed.
class TextAnalyzer {
 public:
  TextAnalyzer();
  ~TextAnalyzer();
  TextAnalyzer(const TextAnalyzer&) = delete;
  TextAnalyzer& operator=(const TextAnalyzer&) = delete;
  TextAnalyzer(TextAnalyzer&&) = delete;
  TextAnalyzer& operator=(TextAnalyzer&&) = delete;

  /// Appends the tokens of `text` (UTF-8) to `tokens`. A line feed and a " | " between words become
  /// one break token; there is none at the beginning or end. URLs and mail addresses are no words.
  void analyze(std::string_view text, std::vector<Token>& tokens);

  [[nodiscard]] const Vocabulary& vocabulary() const { return vocabulary_; }

 private:
  class Engine;
  Vocabulary vocabulary_;
  std::unique_ptr<Engine> engine_;  // refers to vocabulary_
};

/// Names every setting that decides which passages a policy gets and which terms a passage:
/// `smallprint-analyzer/1 smallprint-splitter/1 xxh128:...`, the digest covering the normalisation
/// tables. Recorded in the index, compared on open.
[[nodiscard]] std::string analyzer_settings();

/// True for a word that a ranked list of words leaves out of a query when others are left
/// (`the`, `of`, `with`). Nothing that carries polarity is one (not, no, never, without, unless).
[[nodiscard]] bool is_stop_word(std::string_view written);

}  // namespace smallprint
