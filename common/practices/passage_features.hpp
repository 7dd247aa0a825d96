/// Passages as a linear model sees them: sparse vectors of weighted features.
///
/// A feature that occurs n times in its space counts (1 + ln n) x rarity. Each space's vector is
/// divided by its length and multiplied by the space's weight; rule features are the rules' weights
/// times the space's, as they are, those of polarities twice. Why these features and not others:
/// docs/model.md.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "common/practices/analyzed_passage.hpp"
#include "common/practices/feature_vocabulary.hpp"
#include "common/text_analyzer.hpp"
#include "schemas/practices.hpp"

namespace smallprint {

struct Feature {
  std::uint32_t number = 0;  ///< in its FeatureSet
  float value = 0;
};

/// One vector for each space, by feature number in the order of first use.
using FeatureVectors = std::array<std::vector<Feature>, kFeatureSpaceCount>;

/// What the rules give each label: RuleEvidence::weight; for a polarity, the largest weight of a
/// sentence that states the practice so.
using RuleWeights = std::array<float, kLabelCount>;

/// What is remembered of an index term.
struct FeatureTerm {
  FeatureKey key = 0;
  std::uint32_t text = kNoFeature;
  std::uint32_t previous = kNoFeature;
  std::uint32_t heading = kNoFeature;
  bool is_negation = false;       ///< not, never, without ...
  bool is_who = false;            ///< we, you, company ...: may be who denies
  bool is_function_word = false;  ///< too common to be what a negation is about
};

/// Looks terms of one vocabulary up once each.
class FeatureTermCache {
 public:
  /// Words of `vocabulary` that came since are looked up now; call it before look_up.
  void grow(const Vocabulary& vocabulary, const FeatureVocabulary& features);

  /// `word` is no break. Valid until the next grow.
  [[nodiscard]] const FeatureTerm& look_up(const Vocabulary& vocabulary, WordId word) const {
    return by_stem_[vocabulary.stem(word)];
  }

 private:
  std::vector<FeatureTerm> by_stem_;
};

/// Reads passages by the features of one model. Not thread safe: one per thread, for one
/// vocabulary of words. Cost: linear in the tokens.
class FeatureReader {
 public:
  /// `features` must outlive the reader.
  explicit FeatureReader(const FeatureVocabulary& features);

  /// Valid until the next call.
  [[nodiscard]] const FeatureVectors& read(const AnalyzedPassage& passage,
                                           const RuleWeights& rules,
                                           const Vocabulary& vocabulary);

  /// The text features of some neighbouring tokens, as if they were a passage. Valid until the next
  /// call.
  [[nodiscard]] const std::vector<Feature>& read_text(std::span<const Token> tokens,
                                                      const Vocabulary& vocabulary);

 private:
  void count(FeatureSpace space, std::uint32_t feature);
  void count_text(std::span<const Token> tokens, const Vocabulary& vocabulary);
  void weigh(FeatureSpace space);

  const FeatureVocabulary& features_;
  FeatureTermCache terms_;
  std::array<std::uint32_t, kLabelCount> rule_feature_{};
  std::array<std::vector<std::uint16_t>, kFeatureSpaceCount> counts_;
  FeatureVectors vectors_;
};

/// The keys of a passage's features, with repeats, in all spaces but the rules': for counting them
/// before there is a FeatureVocabulary. `terms` must have grown over the vocabulary.
[[nodiscard]] std::array<std::vector<FeatureKey>, kFeatureSpaceCount> feature_keys(
    const AnalyzedPassage& passage, const Vocabulary& vocabulary, const FeatureTermCache& terms);

/// The key of a rule feature: of the label's name, so that a changed list of labels is noticed.
[[nodiscard]] FeatureKey rule_feature_key(LabelId label);

}  // namespace smallprint
