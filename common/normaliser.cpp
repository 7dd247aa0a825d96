#include "common/normaliser.hpp"

#include <algorithm>
#include <cstddef>
#include <new>
#include <optional>
#include <utility>

#include <libstemmer.h>

#include "common/row_pattern.hpp"
#include "common/spelling.hpp"
#include "common/unicode_fold.hpp"

namespace smallprint {

namespace {

// A second half shorter than this does not follow a prefix: co-op, e-tag and re-do stay apart.
constexpr std::size_t kMinPrefixedLetters = 3;

using Halves = std::pair<std::string_view, std::string_view>;

std::string_view without_possessive(std::string_view word) {
  return word.ends_with("'s") ? word.substr(0, word.size() - 2) : word;
}

std::string without_punctuation(std::string_view word) {
  std::string letters(word);
  std::erase_if(letters, [](char letter) { return letter == '\'' || letter == '.'; });
  return letters;
}

std::optional<Halves> split_ending(std::string_view word) {
  for (const SplitEnding& row : kSplitEndings) {
    if (word.size() > row.ending.size() && word.ends_with(row.ending)) {
      return Halves{word.substr(0, word.size() - row.ending.size()), row.second};
    }
  }
  return std::nullopt;
}

std::optional<Halves> split_non(std::string_view word) {
  constexpr std::string_view kNon = "non";
  if (!word.starts_with(kNon)) {
    return std::nullopt;
  }
  const std::string_view rest = word.substr(kNon.size());
  const bool is_known = std::ranges::any_of(
      kNonWords, [rest](std::string_view beginning) { return rest.starts_with(beginning); });
  return is_known ? std::optional(Halves{kNon, rest}) : std::nullopt;
}

std::optional<Halves> split(std::string_view word) {
  if (const auto* const row = std::ranges::find(kSplitWords, word, &SplitWord::whole);
      row != kSplitWords.end()) {
    return Halves{row->first, row->second};
  }
  const std::optional<Halves> halves = split_ending(word);
  return halves ? halves : split_non(word);
}

bool is_prefix(std::string_view word) {
  return std::ranges::find(kJoinedPrefixes, word) != kJoinedPrefixes.end();
}

JoinBy joins_of(std::string_view first) {
  JoinBy by = is_prefix(first) ? JoinBy::kHyphen : JoinBy::kNothing;
  for (const JoinedPair& row : kJoinedPairs) {
    if (row.first == first) {
      by = std::max(by, row.by);
    }
  }
  return by;
}

bool are_letters(std::string_view word) {
  return std::ranges::all_of(word, [](char letter) { return letter >= 'a' && letter <= 'z'; });
}

bool is_singular_or_plural(std::string_view word, std::string_view singular) {
  return word.starts_with(singular) &&
         (word.size() == singular.size() || word.substr(singular.size()) == "s");
}

bool is_pair(std::string_view first, char separator, std::string_view second) {
  if (separator == '-' && is_prefix(first) && second.size() >= kMinPrefixedLetters &&
      are_letters(second)) {
    return true;
  }
  const auto* const row = std::ranges::find_if(kJoinedPairs, [&](const JoinedPair& pair) {
    return pair.first == first && is_singular_or_plural(second, pair.second);
  });
  return row != kJoinedPairs.end() && (separator == '-' || row->by == JoinBy::kHyphenOrSpace);
}

}  // namespace

struct Normaliser::Stemmer {
  Stemmer() : snowball(sb_stemmer_new("english", "UTF_8"), &sb_stemmer_delete) {
    if (snowball == nullptr) {
      throw std::bad_alloc();
    }
  }

  std::unique_ptr<sb_stemmer, decltype(&sb_stemmer_delete)> snowball;
};

Normaliser::Normaliser() : stemmer_(std::make_unique<Stemmer>()) {
}

Normaliser::~Normaliser() = default;

NormalForm Normaliser::word(std::string_view raw) {
  const FoldedWord folded = fold_word(raw);
  const std::string_view plain = without_possessive(folded.plain);
  NormalForm form;
  form.written = folded.written;
  if (raw == "US") {
    form.term = "usa";
    form.is_capital_us = true;
  } else if (const std::optional<Halves> halves = split(plain)) {
    form.term = term_of(halves->first);
    form.second_term = term_of(halves->second);
  } else {
    form.term = term_of(plain);
    form.joins = joins_of(plain);
  }
  return form;
}

NormalForm Normaliser::pair(std::string_view first, char separator, std::string_view second) {
  const FoldedWord first_folded = fold_word(first);
  const FoldedWord second_folded = fold_word(second);
  const std::string_view second_plain = without_possessive(second_folded.plain);
  NormalForm form;
  if (is_pair(first_folded.plain, separator, second_plain)) {
    form.written = first_folded.written + separator + second_folded.written;
    form.term = term_of(first_folded.plain + std::string(second_plain));
  }
  return form;
}

std::string Normaliser::term_of(std::string_view plain) {
  const std::string word = without_punctuation(american_spelling(plain));
  const auto* const row = std::ranges::find_if(
      kTermOverrides, [&](const TermOverride& entry) { return matches(word, entry.word); });
  return row == kTermOverrides.end() ? stem(word) : std::string(row->term);
}

std::string Normaliser::stem(std::string_view word) {
  const sb_symbol* const stemmed = sb_stemmer_stem(stemmer_->snowball.get(),
                                                   reinterpret_cast<const sb_symbol*>(word.data()),
                                                   static_cast<int>(word.size()));
  if (stemmed == nullptr) {
    throw std::bad_alloc();
  }
  return {reinterpret_cast<const char*>(stemmed),
          static_cast<std::size_t>(sb_stemmer_length(stemmer_->snowball.get()))};
}

}  // namespace smallprint
