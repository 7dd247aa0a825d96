#include "common/practices/stated_polarity.hpp"

#include <algorithm>

namespace smallprint {
namespace {

// A further polarity of a practice must be stated about as clearly as the clearest one.
constexpr float kShareOfClearest = 0.6F;

// In a main clause of its own, far less clearly.
constexpr float kShareByItself = 0.1F;

// True when no clearer statement of the practice stands in the same main clause.
bool stands_by_itself(const SupportingSentence& statement,
                      std::span<const SupportingSentence> support) {
  return !statement.is_aside && std::ranges::none_of(support, [&](const SupportingSentence& other) {
    return other.practice == statement.practice && other.sentence == statement.sentence &&
           (other.main_clauses & statement.main_clauses) != 0 &&
           statement.weight < kShareOfClearest * other.weight;
  });
}

/// What is done is said in every other sentence; what is not done hardly ever by chance.
PolaritySet without_performed(PolaritySet polarities) {
  PolaritySet others;
  for (const Polarity polarity : {Polarity::kDenied, Polarity::kConditional}) {
    if (polarities.has(polarity)) {
      others.add(polarity);
    }
  }
  return others.empty() ? polarities : others;
}

}  // namespace

std::vector<SupportingSentence> clear_statements(std::span<const SupportingSentence> support,
                                                 Practice practice,
                                                 Weak weak) {
  float clearest = 0;
  for (const SupportingSentence& statement : support) {
    clearest = statement.practice == practice ? std::max(clearest, statement.weight) : clearest;
  }
  const auto counts_when_weak = [&](const SupportingSentence& statement) {
    return (weak == Weak::kAll ||
            (weak == Weak::kDenied && statement.polarity == Polarity::kDenied)) &&
           statement.weight >= kShareByItself * clearest && stands_by_itself(statement, support);
  };
  std::vector<SupportingSentence> clear;
  for (const SupportingSentence& statement : support) {
    if (statement.practice == practice && statement.weight > 0 &&
        (statement.weight >= kShareOfClearest * clearest || counts_when_weak(statement))) {
      clear.push_back(statement);
    }
  }
  return clear;
}

PolaritySet stated_polarity(const PassageSentences& passage,
                            RuleEvidence& evidence,
                            Practice practice) {
  PolaritySet found;
  for (const SupportingSentence& statement :
       clear_statements(evidence.support(), practice, Weak::kAll)) {
    if (statement.polarity) {
      found.add(*statement.polarity);
    }
  }
  PolaritySet by_verbs = found;
  PolaritySet by_clauses;
  bool has_verb = !found.empty();
  for (std::size_t i = 0; i < passage.sentences.size(); ++i) {
    const bool is_found = std::ranges::any_of(evidence.support(), [&](const auto& statement) {
      return statement.practice == practice && statement.sentence == i;
    });
    if (!passage.sentences[i].is_question && !is_found) {
      const OtherWords words = evidence.read_other_words(passage, i, practice);
      has_verb |= words.wording == Wording::kVerb;
      (words.wording == Wording::kVerb ? by_verbs : by_clauses).add(words.polarities);
    }
  }
  return has_verb ? by_verbs : without_performed(by_clauses);
}

}  // namespace smallprint
