/// What a sentence says of an action it names: done, not done, done only if.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "common/practices/rule_file.hpp"
#include "common/practices/rule_matcher.hpp"
#include "common/practices/rule_words.hpp"
#include "common/practices/sentences.hpp"
#include "schemas/practices.hpp"

namespace smallprint {

/// A sentence and the place of the action in its words.
struct ActionInSentence {
  std::span<const RuleWord> words;
  std::span<const Pause> pauses;
  std::size_t action = 0;
};

/// Reads polarity off the words around an action, by the word sets of
/// data/practices/polarity.rules. Immutable once made.
class PolarityReader {
 public:
  PolarityReader(const RuleFile& file, RuleLexicon& lexicon);

  /// Nothing when the sentence makes no statement about the action (it is addressed to somebody
  /// else, or only says what something would mean). Cost: linear in the sentence.
  [[nodiscard]] std::optional<Polarity> read(const ActionInSentence& sentence) const;

 private:
  WordSet negations_;
  WordSet exceptions_;
};

}  // namespace smallprint
