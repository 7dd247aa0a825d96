/// What the rules find in one passage: how much speaks for each label, and where.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "common/practices/labeling_rules.hpp"
#include "common/practices/other_words.hpp"
#include "common/practices/sentences.hpp"
#include "schemas/practices.hpp"

namespace smallprint {

/// A sentence that states a practice.
struct SupportingSentence {
  Practice practice = Practice::kFirstParty;
  std::optional<Polarity> polarity;
  std::size_t sentence = 0;  ///< number in the passage
  float weight = 0;          ///< 1 - product of (1 - w) over the rules found in it
  /// Attribute values it is about: those of the sentence; where the sentence states the practice in
  /// several polarities, those of the clauses that do (`we share X, but never Y`).
  ValueSet values = 0;
  std::uint64_t main_clauses = 0;  ///< bit c: stated in main clause c or below it
  bool is_aside = true;            ///< in a subordinate clause only
};

/// Weights are put together as independent pieces of evidence (noisy or): 1 - product of (1 - w). A
/// rule that speaks against a label takes its share off the others of the same sentence, and a rule
/// counts once a passage, where it is strongest.
class RuleEvidence {
 public:
  explicit RuleEvidence(const LabelingRules& rules);

  void begin_passage();

  void add_heading(std::span<const RuleWord> words);

  /// Sentences must come in order, questions left out.
  void add_sentence(const PassageSentences& passage, std::size_t sentence);

  /// 0 to 1: what the rules give the label in this passage.
  [[nodiscard]] float weight(LabelId label) const { return 1 - against_[label]; }

  /// Attribute values that stand in a sentence.
  [[nodiscard]] ValueSet values_of(std::size_t sentence) const {
    return sentence_values_[sentence];
  }

  /// True when something is negated in the sentence, or left to the reader. Cost: reading its
  /// clauses.
  [[nodiscard]] bool denies_or_leaves_choice(const PassageSentences& passage, std::size_t sentence);

  /// By sentence.
  [[nodiscard]] std::span<const SupportingSentence> support() const { return support_; }

  /// What a sentence says of a practice that no rule finds in it. Cost: reading the sentence.
  [[nodiscard]] OtherWords read_other_words(const PassageSentences& passage,
                                            std::size_t sentence,
                                            Practice practice);

 private:
  void add_support(const PassageSentences& passage, std::size_t sentence);
  [[nodiscard]] bool add_statements(const RuleClaim& rule,
                                    SupportingSentence statement,
                                    const SentenceWords& words,
                                    std::size_t action);
  void add_statement(const SupportingSentence& statement);
  void add_values(ValueSet all);
  template <typename Counts>
  [[nodiscard]] ValueSet values_where(const Counts& counts) const;
  void count(std::uint16_t rule, float weight);

  const LabelingRules& rules_;
  std::vector<RuleMatch> matches_;
  SentenceClauses clauses_;
  std::vector<float> strongest_;        // by rule
  std::vector<std::uint16_t> touched_;  // rules with one
  std::array<float, kLabelCount> against_{};
  std::array<float, kLabelCount> lowered_{};  // by rules of the sentence that speak against it
  std::vector<ValueSet> sentence_values_;
  std::vector<SupportingSentence> support_;

  // of the sentence at hand
  std::size_t first_statement_ = 0;  // in support_

  struct ValueMatch {
    ValueId value;
    float weight;
    std::uint16_t word;
  };

  std::vector<ValueMatch> value_matches_;
};

}  // namespace smallprint
