#include "common/practices/rule_evidence.hpp"

#include <algorithm>

namespace smallprint {
namespace {

// A value stands in a sentence when its rules there make it more likely than not.
constexpr float kValueStands = 0.5F;

constexpr std::array kPolarities{Polarity::kPerformed, Polarity::kDenied, Polarity::kConditional};

std::optional<Practice> practice_of(LabelId label) {
  return label < kPracticeCount ? std::optional(static_cast<Practice>(label)) : std::nullopt;
}

std::optional<ValueId> value_of(LabelId label) {
  return label >= kFirstValueLabel ? std::optional(static_cast<ValueId>(label - kFirstValueLabel))
                                   : std::nullopt;
}

}  // namespace

RuleEvidence::RuleEvidence(const LabelingRules& rules)
    : rules_(rules), strongest_(rules.matcher().rules().size()) {
  begin_passage();
}

void RuleEvidence::begin_passage() {
  for (const std::uint16_t rule : touched_) {
    strongest_[rule] = 0;
  }
  touched_.clear();
  against_.fill(1);
  sentence_values_.clear();
  support_.clear();
}

// A rule that was weaker elsewhere in the passage is replaced, not counted twice.
void RuleEvidence::count(std::uint16_t rule, float weight) {
  float& strongest = strongest_[rule];
  if (weight <= strongest) {
    return;
  }
  if (strongest == 0) {
    touched_.push_back(rule);
  }
  float& against = against_[rules_.matcher().rules()[rule].label];
  against = weight < 1 ? against / (1 - strongest) * (1 - weight) : 0;
  strongest = weight;
}

void RuleEvidence::add_heading(std::span<const RuleWord> words) {
  matches_.clear();
  rules_.matcher().match(words, RulePlace::kHeading, matches_);
  for (const RuleMatch& match : matches_) {
    const double weight = rules_.matcher().rules()[match.rule].weight;
    if (weight > 0) {
      count(match.rule, static_cast<float>(weight));
    }
  }
}

void RuleEvidence::add_sentence(const PassageSentences& passage, std::size_t sentence) {
  sentence_values_.resize(sentence + 1);
  const Sentence& where = passage.sentences[sentence];
  const std::size_t lead_in = where.own_word - where.first_word;
  matches_.clear();
  rules_.matcher().match(passage.words_of(where), RulePlace::kText, matches_);
  if (!where.is_answer) {
    std::erase_if(matches_, [&](const RuleMatch& match) { return match.end <= lead_in; });
  }

  lowered_.fill(1);
  for (const RuleMatch& match : matches_) {
    const Rule& rule = rules_.matcher().rules()[match.rule];
    if (rule.weight < 0) {
      lowered_[rule.label] *= static_cast<float>(1 + rule.weight);
    }
  }
  add_support(passage, sentence);
}

void RuleEvidence::add_statement(const SupportingSentence& statement) {
  const auto known =
      std::find_if(support_.begin() + static_cast<std::ptrdiff_t>(first_statement_),
                   support_.end(),
                   [&](const auto& s) {
                     return s.practice == statement.practice && s.polarity == statement.polarity;
                   });
  if (known == support_.end()) {
    support_.push_back(statement);
  } else {
    known->weight = 1 - (1 - known->weight) * (1 - statement.weight);
  }
}

// One for each polarity of the action. False when the sentence states nothing of it.
bool RuleEvidence::add_statements(SupportingSentence statement,
                                  const SentenceWords& words,
                                  std::size_t action) {
  if (!entry(statement.practice).has_polarity) {
    add_statement(statement);
    return true;
  }
  if (clauses_.words.empty()) {
    rules_.polarity().read_sentence(words, clauses_);
  }
  const PolaritySet polarities =
      PolarityReader::read(words, clauses_, {.word = action, .practice = statement.practice});
  for (const Polarity polarity : kPolarities) {
    if (polarities.has(polarity)) {
      statement.polarity = polarity;
      add_statement(statement);
    }
  }
  return !polarities.empty();
}

void RuleEvidence::add_support(const PassageSentences& passage, std::size_t sentence) {
  const Sentence& where = passage.sentences[sentence];
  const SentenceWords words{.words = passage.words_of(where),
                            .pauses = passage.pauses_of(where),
                            .own_word = where.own_word - where.first_word,
                            .is_answer = where.is_answer};
  clauses_.words.clear();  // read when first asked for
  first_statement_ = support_.size();
  std::array<float, kValueCount> against_value{};
  against_value.fill(1);
  for (const RuleMatch& match : matches_) {
    const Rule& rule = rules_.matcher().rules()[match.rule];
    const float weight = static_cast<float>(rule.weight) * lowered_[rule.label];
    if (rule.weight < 0) {
      continue;
    }
    if (const auto value = value_of(rule.label)) {
      against_value[*value] *= 1 - weight;
    } else if (const auto practice = practice_of(rule.label)) {
      if (!add_statements({.practice = *practice,
                           .polarity = std::nullopt,
                           .sentence = sentence,
                           .weight = weight},
                          words,
                          match.action)) {
        continue;
      }
    }
    count(match.rule, weight);
  }
  for (std::size_t value = 0; value < kValueCount; ++value) {
    if (1 - against_value[value] >= kValueStands) {
      sentence_values_[sentence] |= bit(static_cast<ValueId>(value));
    }
  }
}

}  // namespace smallprint
