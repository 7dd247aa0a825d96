#include "common/practices/practice_labeler.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace smallprint {
namespace {

// Counted up by hand when the way from rules to labels changes.
constexpr std::string_view kLabelerVersion = "smallprint-labeler/1";

// More likely than not.
constexpr float kHeld = 0.5F;

// A further polarity of a practice must be stated about as clearly as the clearest one.
constexpr float kShareOfClearest = 0.6F;

ValueSet values_told_of(Practice practice) {
  ValueSet values = 0;
  for (const AttributeEntry& attribute : kAttributes) {
    if ((attribute.practices & set_of(practice)) != 0) {
      values |= values_of(attribute.attribute);
    }
  }
  return values;
}

}  // namespace

std::string labeler_name(const LabelingRules& rules) {
  return fmt::format("{} rules:{}", kLabelerVersion, rules.digest());
}

PracticeLabeler::PracticeLabeler(std::shared_ptr<const LabelingRules> rules)
    : rules_(std::move(rules)), rule_words_(rules_->lexicon()), evidence_(*rules_) {
}

PassageLabels PracticeLabeler::label(const AnalyzedPassage& passage, const Vocabulary& vocabulary) {
  split_into_sentences(passage.text, passage.text_tokens, vocabulary, rule_words_, sentences_);
  evidence_.begin_passage();
  for (const std::vector<Token>& heading : passage.headings) {
    heading_.clear();
    for (const Token& token : heading) {
      heading_.push_back(token.word == kBreakWord ? kOtherWord
                                                  : rule_words_.look_up(vocabulary, token.word));
    }
    evidence_.add_heading(heading_);
  }
  for (std::size_t i = 0; i < sentences_.sentences.size(); ++i) {
    if (!sentences_.sentences[i].is_question) {
      evidence_.add_sentence(sentences_, i);
    }
  }

  PassageLabels labels;
  for (std::size_t label = 0; label < kLabelCount; ++label) {
    labels.probability[label] = evidence_.weight(static_cast<LabelId>(label));
  }
  ValueSet told = 0;
  for (const PracticeEntry& practice : kPractices) {
    if (labels.probability[label_of(practice.practice)] >= kHeld) {
      add_statements(practice.practice, labels);
      told |= values_told_of(practice.practice);
    }
  }
  for (std::size_t value = 0; value < kValueCount; ++value) {
    const auto id = static_cast<ValueId>(value);
    if (labels.probability[label_of_value(id)] >= kHeld && (told & bit(id)) != 0) {
      labels.values |= bit(id);
    }
  }
  return labels;
}

void PracticeLabeler::add_statements(Practice practice, PassageLabels& labels) const {
  float clearest = 0;
  for (const SupportingSentence& support : evidence_.support()) {
    clearest = support.practice == practice ? std::max(clearest, support.weight) : clearest;
  }
  const std::size_t first = labels.statements.size();
  std::array<float, kPolarityCount + 1> best{};
  for (const SupportingSentence& support : evidence_.support()) {
    if (support.practice != practice || support.weight < kShareOfClearest * clearest) {
      continue;
    }
    const Sentence& sentence = sentences_.sentences[support.sentence];
    auto statement = std::find_if(labels.statements.begin() + static_cast<std::ptrdiff_t>(first),
                                  labels.statements.end(),
                                  [&](const auto& s) { return s.polarity == support.polarity; });
    if (statement == labels.statements.end()) {
      statement = labels.statements.insert(statement,
                                           {.practice = practice,
                                            .polarity = support.polarity,
                                            .confidence = labels.probability[label_of(practice)]});
    }
    statement->values |= evidence_.values_of(support.sentence) & values_told_of(practice);
    float& weight =
        best[support.polarity ? static_cast<std::size_t>(*support.polarity) : kPolarityCount];
    if (support.weight > weight) {
      weight = support.weight;
      statement->evidence_begin = sentence.begin;
      statement->evidence_end = sentence.end;
    }
    if (support.polarity) {
      float& probability = labels.probability[label_of(practice, *support.polarity)];
      probability = std::max(probability, support.weight);
    }
  }
  std::sort(labels.statements.begin() + static_cast<std::ptrdiff_t>(first),
            labels.statements.end(),
            [](const auto& a, const auto& b) { return a.polarity < b.polarity; });
}

}  // namespace smallprint
