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

#include "common/practices/labeling_rules.hpp"
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
  float confidence = 0;              ///< P(practice | passage), 0 to 1
  std::uint32_t evidence_begin = 0;  ///< bytes of the passage's text, half open
  std::uint32_t evidence_end = 0;
};

struct PassageLabels {
  std::vector<PracticeStatement> statements;     ///< by practice, then polarity
  ValueSet values = 0;                           ///< attribute values of the passage
  std::array<float, kLabelCount> probability{};  ///< P(label | passage)
};

/// A passage and its words, as the analyzer cut them.
struct AnalyzedPassage {
  std::string_view text;
  std::span<const Token> text_tokens;
  std::span<const std::vector<Token>> headings;  ///< outermost first
};

/// Names everything that decides which labels a passage gets, recorded in the index:
/// `smallprint-labeler/1 rules:DIGEST`.
[[nodiscard]] std::string labeler_name(const LabelingRules& rules);

/// Not thread safe: one per thread, for one vocabulary.
class PracticeLabeler {
 public:
  explicit PracticeLabeler(std::shared_ptr<const LabelingRules> rules);

  [[nodiscard]] PassageLabels label(const AnalyzedPassage& passage, const Vocabulary& vocabulary);

 private:
  void add_statements(Practice practice, PassageLabels& labels) const;

  std::shared_ptr<const LabelingRules> rules_;
  RuleWordCache rule_words_;
  PassageSentences sentences_;
  RuleEvidence evidence_;
  std::vector<RuleWord> heading_;
};

}  // namespace smallprint
