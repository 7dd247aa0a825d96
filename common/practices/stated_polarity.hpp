/// The polarity in which a passage states a practice that it is known to speak of.
#pragma once

#include <span>
#include <vector>

#include "common/practices/polarity.hpp"
#include "common/practices/rule_evidence.hpp"
#include "common/practices/sentences.hpp"
#include "schemas/practices.hpp"

namespace smallprint {

/// Which statements count that are far weaker than the clearest of their practice but stand in a
/// main clause of their own: `We share your name and address with others; we sell nothing.`
enum class Weak {
  kNone,
  kDenied,  ///< what is done is named in passing much more often than what is not done
  kAll
};

[[nodiscard]] std::vector<SupportingSentence> clear_statements(
    std::span<const SupportingSentence> support, Practice practice, Weak weak);

/// `evidence` has been given the sentences of `passage`. What the rules find; where they find
/// nothing, everyday verbs of the practice; without any, what is denied or depends on something;
/// and else whatever is stated. Empty when the passage states nothing of the practice.
[[nodiscard]] PolaritySet stated_polarity(const PassageSentences& passage,
                                          RuleEvidence& evidence,
                                          Practice practice);

}  // namespace smallprint
