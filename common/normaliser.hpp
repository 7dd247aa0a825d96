/// Written words to index terms: folding, the tables of schemas/normalisation.hpp, Snowball
/// English.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "schemas/normalisation.hpp"

namespace smallprint {

/// What one written word, or two written together, stand for.
struct NormalForm {
  std::string written;              ///< folded, apostrophes straight: `user's`, `web site`, `u.s`
  std::string term;                 ///< "" when there is nothing to index
  std::string second_term;          ///< of the second token (`don't`), or ""
  JoinBy joins = JoinBy::kNothing;  ///< how it may be the first half of a joined pair
  bool is_capital_us = false;       ///< exactly `US`: the country, or a pronoun among capitals

  friend bool operator==(const NormalForm&, const NormalForm&) = default;
};

/// Slow (a microsecond a word) and without memory; the analyzer caches what it says. Not thread
/// safe.
class Normaliser {
 public:
  /// Throws std::bad_alloc when the stemmer cannot be had.
  Normaliser();
  ~Normaliser();
  Normaliser(const Normaliser&) = delete;
  Normaliser& operator=(const Normaliser&) = delete;
  Normaliser(Normaliser&&) = delete;
  Normaliser& operator=(Normaliser&&) = delete;

  /// `raw` as the tokenizer cut it.
  [[nodiscard]] NormalForm word(std::string_view raw);

  /// Two words with `separator`, ' ' or '-', between them. The term is "" when they stay two.
  [[nodiscard]] NormalForm pair(std::string_view first, char separator, std::string_view second);

 private:
  struct Stemmer;

  [[nodiscard]] std::string term_of(std::string_view plain);
  [[nodiscard]] std::string stem(std::string_view word);

  std::unique_ptr<Stemmer> stemmer_;
};

}  // namespace smallprint
