/// Says what a passage states: practices with their polarity and attributes, how likely each is,
/// and the sentence that earned it.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/practices/analyzed_passage.hpp"
#include "common/practices/labeling_rules.hpp"
#include "common/practices/passage_features.hpp"
#include "common/practices/practice_model.hpp"
#include "common/practices/rule_evidence.hpp"
#include "common/practices/sentences.hpp"
#include "common/text_analyzer.hpp"
#include "schemas/practices.hpp"

namespace smallprint {

/// One practice in one polarity. A passage may hold several of one practice: contradictions are
/// kept side by side.
struct PracticeStatement {
  Practice practice = Practice::kFirstParty;
  std::optional<Polarity> polarity;  ///< of practices that have one
  ValueSet values = 0;               ///< attribute values told of this statement
  float confidence = 0;              ///< of the practice in the passage, 0 to 1
  std::uint32_t evidence_begin = 0;  ///< bytes of the passage's text, half open
  std::uint32_t evidence_end = 0;
};

struct PassageLabels {
  std::vector<PracticeStatement> statements;     ///< by practice, then polarity
  ValueSet values = 0;                           ///< attribute values of the passage
  PracticeSet denied = 0;                        ///< denied to the model, exceptions or none
  std::array<float, kLabelCount> probability{};  ///< P(label | passage)
};

/// What a labeler goes by. Both are shared among threads.
struct LabelerSettings {
  std::shared_ptr<const LabelingRules> rules;
  std::shared_ptr<const PracticeModel> model;  ///< null: rules alone
};

/// Names everything that decides which labels a passage gets, recorded in the index:
/// `smallprint-labeler/4 rules:DIGEST model:DIGEST`, the last part only with a model.
[[nodiscard]] std::string labeler_name(const LabelerSettings& settings);

/// Not thread safe: one per thread, for one vocabulary.
class PracticeLabeler {
 public:
  explicit PracticeLabeler(LabelerSettings settings);

  [[nodiscard]] PassageLabels label(const AnalyzedPassage& passage, const Vocabulary& vocabulary);

  /// What the rules alone give each label: features of the model, for its training.
  [[nodiscard]] RuleWeights rule_weights(const AnalyzedPassage& passage,
                                         const Vocabulary& vocabulary);

 private:
  void read_rules(const AnalyzedPassage& passage, const Vocabulary& vocabulary);
  [[nodiscard]] RuleWeights rule_weights() const;
  void mix_probabilities(const RuleWeights& rules, PassageLabels& labels) const;

  /// Nothing for a label that no model tells.
  [[nodiscard]] std::optional<float> margin(LabelId label) const;
  [[nodiscard]] float confidence(Practice practice) const;
  [[nodiscard]] bool holds(Practice practice) const;
  [[nodiscard]] bool is_denied_by_model(Practice practice) const;
  [[nodiscard]] bool is_denial_refuted(Practice practice) const;
  [[nodiscard]] ValueSet values_held(PracticeSet held) const;

  void add_statements(Practice practice,
                      const AnalyzedPassage& passage,
                      const Vocabulary& vocabulary,
                      PassageLabels& labels);
  void add_supported(Practice practice, PassageLabels& labels) const;
  void add_polarity_probability(const SupportingSentence& support, PassageLabels& labels) const;
  void match_values(std::span<PracticeStatement> statements, ValueSet held) const;

  [[nodiscard]] bool may_state(Practice practice, Polarity polarity, std::size_t sentence);

  /// For what the model tells and no rule finds.
  void add_best_sentence(Practice practice,
                         std::optional<Polarity> polarity,
                         const AnalyzedPassage& passage,
                         const Vocabulary& vocabulary,
                         PassageLabels& labels);

  LabelerSettings settings_;
  RuleWordCache rule_words_;
  PassageSentences sentences_;
  RuleEvidence evidence_;
  std::optional<FeatureReader> features_;  // with a model only
  std::vector<float> margins_;             // by place in the model's labels
  std::vector<RuleWord> heading_;
};

}  // namespace smallprint
