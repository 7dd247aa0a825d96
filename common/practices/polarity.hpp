/// What a sentence says of an action it names: done, not done, done only if.
#pragma once

#include <cstddef>
#include <cstdint>

#include "common/practices/clauses.hpp"
#include "common/practices/polarity_words.hpp"
#include "common/practices/rule_file.hpp"
#include "common/practices/rule_words.hpp"
#include "schemas/practices.hpp"

namespace smallprint {

/// Several when a clause says both (`the name, but not the address`).
class PolaritySet {
 public:
  void add(Polarity polarity) { bits_ |= bit_of(polarity); }

  void add(PolaritySet polarities) { bits_ |= polarities.bits_; }

  void remove(Polarity polarity) { bits_ = static_cast<std::uint8_t>(bits_ & ~bit_of(polarity)); }

  [[nodiscard]] bool has(Polarity polarity) const { return (bits_ & bit_of(polarity)) != 0; }

  [[nodiscard]] bool empty() const { return bits_ == 0; }

  friend bool operator==(PolaritySet, PolaritySet) = default;

 private:
  static std::uint8_t bit_of(Polarity polarity) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(polarity));
  }

  std::uint8_t bits_ = 0;
};

/// An action word and the practice that it would state.
struct ActionInSentence {
  std::size_t word = 0;  ///< in the sentence
  Practice practice = Practice::kFirstParty;
};

/// Reads polarity off the clause of an action and the words around it. Immutable once made.
///
///     denied       We do not sell it. | No data is sold. | It is given to nobody.
///     conditional  We do not sell it unless you agree. | It is sold only if you agree.
///     performed    We may sell it if you buy. | We not only sell it ... | We never fail to sell
///     it. nothing      if we sell it | you may sell it | ask us not to sell it | some sites sell
///     it
class PolarityReader {
 public:
  PolarityReader(const RuleFile& file, RuleLexicon& lexicon) : words_(file, lexicon) {}

  /// Once a sentence, before its actions are asked for. Cost: linear in the sentence.
  void read_sentence(const SentenceWords& sentence, SentenceClauses& clauses) const {
    read_clauses(words_, sentence, clauses);
  }

  /// Empty when the sentence makes no statement about the action. Cost: bounded.
  [[nodiscard]] static PolaritySet read(const SentenceWords& sentence,
                                        const SentenceClauses& clauses,
                                        ActionInSentence action);

 private:
  PolarityWords words_;
};

}  // namespace smallprint
