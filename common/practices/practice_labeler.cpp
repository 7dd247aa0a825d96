#include "common/practices/practice_labeler.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "common/practices/stated_polarity.hpp"

namespace smallprint {
namespace {

// Counted up by hand when the way from rules to labels changes.
constexpr std::string_view kLabelerVersion = "smallprint-labeler/4";

// More likely than not.
constexpr float kHeld = 0.5F;

// What rules that find nothing are taken to give a label: they miss more than they find.
constexpr float kSilentRules = 0.02F;

// An attribute value is told from here on.
constexpr float kValueMargin = 0.05F;

// Where the model finds a denial less likely than this, a rule has misread it.
constexpr float kRefuted = 0.05F;

constexpr std::array<ValueSet, kPracticeCount> kValuesTold = [] {
  std::array<ValueSet, kPracticeCount> told{};
  for (const PracticeEntry& practice : kPractices) {
    for (const AttributeEntry& attribute : kAttributes) {
      if ((attribute.practices & set_of(practice.practice)) != 0) {
        told[label_of(practice.practice)] |= values_of(attribute.attribute);
      }
    }
  }
  return told;
}();

constexpr ValueSet values_told_of(Practice practice) {
  return kValuesTold[label_of(practice)];
}

}  // namespace

std::string labeler_name(const LabelerSettings& settings) {
  std::string name = fmt::format("{} rules:{}", kLabelerVersion, settings.rules->digest());
  if (settings.model) {
    name += " model:" + settings.model->digest();
  }
  return name;
}

PracticeLabeler::PracticeLabeler(LabelerSettings settings)
    : settings_(std::move(settings)),
      rule_words_(settings_.rules->lexicon()),
      evidence_(*settings_.rules) {
  if (settings_.model) {
    features_.emplace(settings_.model->features());
  }
}

void PracticeLabeler::read_rules(const AnalyzedPassage& passage, const Vocabulary& vocabulary) {
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
}

RuleWeights PracticeLabeler::rule_weights(const AnalyzedPassage& passage,
                                          const Vocabulary& vocabulary) {
  read_rules(passage, vocabulary);
  return rule_weights();
}

RuleWeights PracticeLabeler::rule_weights() const {
  RuleWeights weights{};
  for (std::size_t label = 0; label < kLabelCount; ++label) {
    weights[label] = evidence_.weight(static_cast<LabelId>(label));
  }
  for (const SupportingSentence& support : evidence_.support()) {
    if (support.polarity) {
      float& weight = weights[label_of(support.practice, *support.polarity)];
      weight = std::max(weight, support.weight);
    }
  }
  return weights;
}

PassageLabels PracticeLabeler::label(const AnalyzedPassage& passage, const Vocabulary& vocabulary) {
  read_rules(passage, vocabulary);
  PassageLabels labels;
  for (std::size_t label = 0; label < kLabelCount; ++label) {
    labels.probability[label] = evidence_.weight(static_cast<LabelId>(label));
  }
  if (settings_.model) {
    const RuleWeights rules = rule_weights();
    settings_.model->score(features_->read(passage, rules, vocabulary), margins_);
    mix_probabilities(rules, labels);
  }
  PracticeSet held = 0;
  for (const PracticeEntry& practice : kPractices) {
    if (holds(practice.practice)) {
      held |= set_of(practice.practice);
    }
  }
  labels.values = values_held(held);
  for (const PracticeEntry& practice : kPractices) {
    if ((held & set_of(practice.practice)) != 0) {
      add_statements(practice.practice, passage, vocabulary, labels);
    }
  }
  return labels;
}

std::optional<float> PracticeLabeler::margin(LabelId label) const {
  const int place = settings_.model ? settings_.model->place_of(label) : -1;
  return place < 0 ? std::nullopt : std::optional(margins_[static_cast<std::size_t>(place)]);
}

bool PracticeLabeler::holds(Practice practice) const {
  const auto told = margin(label_of(practice));
  return told ? *told >= 0 : evidence_.weight(label_of(practice)) >= kHeld;
}

float PracticeLabeler::confidence(Practice practice) const {
  const LabelId label = label_of(practice);
  const auto told = margin(label);
  return told ? settings_.model->probability(
                    static_cast<std::size_t>(settings_.model->place_of(label)), *told)
              : evidence_.weight(label);
}

bool PracticeLabeler::is_denied_by_model(Practice practice) const {
  return entry(practice).has_polarity &&
         margin(label_of(practice, Polarity::kDenied)).value_or(-1) >= 0;
}

bool PracticeLabeler::is_denial_refuted(Practice practice) const {
  const LabelId label = label_of(practice, Polarity::kDenied);
  const auto told = margin(label);
  return told && settings_.model->probability(
                     static_cast<std::size_t>(settings_.model->place_of(label)), *told) < kRefuted;
}

void PracticeLabeler::mix_probabilities(const RuleWeights& rules, PassageLabels& labels) const {
  const std::span<const ModelLabel> told = settings_.model->labels();
  for (std::size_t place = 0; place < told.size(); ++place) {
    labels.probability[told[place].label] =
        std::sqrt(std::max(rules[told[place].label], kSilentRules) *
                  settings_.model->probability(place, margins_[place]));
  }
}

ValueSet PracticeLabeler::values_held(PracticeSet held) const {
  ValueSet told = 0;
  for (const PracticeEntry& practice : kPractices) {
    if ((held & set_of(practice.practice)) != 0) {
      told |= values_told_of(practice.practice);
    }
  }
  ValueSet values = 0;
  for (std::size_t value = 0; value < kValueCount; ++value) {
    const auto id = static_cast<ValueId>(value);
    const auto by_model = margin(label_of_value(id));
    const bool is_likely =
        by_model ? *by_model > kValueMargin : evidence_.weight(label_of_value(id)) >= kHeld;
    if (is_likely && (told & bit(id)) != 0) {
      values |= bit(id);
    }
  }
  return values;
}

void PracticeLabeler::add_statements(Practice practice,
                                     const AnalyzedPassage& passage,
                                     const Vocabulary& vocabulary,
                                     PassageLabels& labels) {
  const std::size_t first = labels.statements.size();
  add_supported(practice, labels);
  if (settings_.model) {
    const auto added = std::span(labels.statements).subspan(first);
    const bool says_no = std::ranges::any_of(added, [](const PracticeStatement& statement) {
      return statement.polarity == Polarity::kDenied ||
             statement.polarity == Polarity::kConditional;
    });
    if (is_denied_by_model(practice)) {
      labels.denied |= set_of(practice);
      if (!says_no) {
        add_best_sentence(practice, Polarity::kDenied, passage, vocabulary, labels);
      }
    } else if (added.empty()) {
      const bool has_polarity = entry(practice).has_polarity;
      add_best_sentence(practice,
                        has_polarity ? std::optional(Polarity::kPerformed) : std::nullopt,
                        passage,
                        vocabulary,
                        labels);
      if (has_polarity && labels.statements.size() == first) {
        add_best_sentence(practice, Polarity::kConditional, passage, vocabulary, labels);
      }
    }
  }
  match_values(std::span(labels.statements).subspan(first), labels.values);
  std::ranges::sort(std::span(labels.statements).subspan(first), {}, &PracticeStatement::polarity);
}

// What the model tells and no sentence shows belongs to the practice's one statement; with several
// nobody can say to which.
void PracticeLabeler::match_values(std::span<PracticeStatement> statements, ValueSet held) const {
  ValueSet seen = 0;
  for (std::size_t i = 0; i < sentences_.sentences.size(); ++i) {
    seen |= evidence_.values_of(i);
  }
  for (PracticeStatement& statement : statements) {
    const ValueSet unseen = statements.size() == 1 ? held & ~seen : 0;
    statement.values = (statement.values | unseen) & held & values_told_of(statement.practice);
  }
}

// Where a denial is looked for, any sentence may hold it. Whatever a sentence denies, it does not
// show that something is done.
bool PracticeLabeler::may_state(Practice practice, Polarity polarity, std::size_t sentence) {
  switch (polarity) {
    case Polarity::kPerformed:
      return !evidence_.denies_or_leaves_choice(sentences_, sentence);
    case Polarity::kDenied:
      return true;
    case Polarity::kConditional:
      break;
  }
  const OtherWords words = evidence_.read_other_words(sentences_, sentence, practice);
  return !sentences_.sentences[sentence].is_question && words.wording == Wording::kVerb &&
         words.polarities.has(Polarity::kConditional);
}

void PracticeLabeler::add_best_sentence(Practice practice,
                                        std::optional<Polarity> polarity,
                                        const AnalyzedPassage& passage,
                                        const Vocabulary& vocabulary,
                                        PassageLabels& labels) {
  const LabelId label =
      polarity == Polarity::kDenied ? label_of(practice, Polarity::kDenied) : label_of(practice);
  const auto place = static_cast<std::size_t>(settings_.model->place_of(label));
  PracticeStatement statement;
  statement.practice = practice;
  statement.polarity = polarity;
  statement.confidence = confidence(practice);
  float best = -std::numeric_limits<float>::infinity();
  for (std::size_t i = 0; i < sentences_.sentences.size(); ++i) {
    const Sentence& sentence = sentences_.sentences[i];
    if (polarity && !may_state(practice, *polarity, i)) {
      continue;
    }
    const std::size_t begin = sentences_.token[sentence.own_word];
    const std::size_t end = sentences_.token[sentence.end_word - 1] + std::size_t{1};
    const float score = settings_.model->score_text(
        features_->read_text(passage.text_tokens.subspan(begin, end - begin), vocabulary), place);
    if (score > best) {
      best = score;
      statement.evidence_begin = sentence.begin;
      statement.evidence_end = sentence.end;
      statement.values = evidence_.values_of(i);
    }
  }
  if (best == -std::numeric_limits<float>::infinity()) {
    return;
  }
  if (polarity && !margin(label_of(practice, *polarity))) {
    float& probability = labels.probability[label_of(practice, *polarity)];
    probability = std::max(probability, labels.probability[label_of(practice)]);
  }
  labels.statements.push_back(statement);
}

void PracticeLabeler::add_supported(Practice practice, PassageLabels& labels) const {
  const std::size_t first = labels.statements.size();
  std::array<float, kPolarityCount + 1> best{};
  // Weak statements of collecting (`use`, `keep`) are mostly none.
  const Weak weak = practice == Practice::kThirdParty ? Weak::kDenied : Weak::kNone;
  for (const SupportingSentence& support : clear_statements(evidence_.support(), practice, weak)) {
    if (support.polarity == Polarity::kDenied && is_denial_refuted(practice)) {
      continue;
    }
    const Sentence& sentence = sentences_.sentences[support.sentence];
    auto statement = std::find_if(labels.statements.begin() + static_cast<std::ptrdiff_t>(first),
                                  labels.statements.end(),
                                  [&](const auto& s) { return s.polarity == support.polarity; });
    if (statement == labels.statements.end()) {
      statement = labels.statements.insert(
          statement,
          {.practice = practice, .polarity = support.polarity, .confidence = confidence(practice)});
    }
    statement->values |= support.values & values_told_of(practice);
    float& weight =
        best[support.polarity ? static_cast<std::size_t>(*support.polarity) : kPolarityCount];
    if (support.weight > weight) {
      weight = support.weight;
      statement->evidence_begin = sentence.begin;
      statement->evidence_end = sentence.end;
    }
    add_polarity_probability(support, labels);
  }
}

// A polarity that the model does not tell is as likely as the practice and the sentence make it.
void PracticeLabeler::add_polarity_probability(const SupportingSentence& support,
                                               PassageLabels& labels) const {
  if (!support.polarity || margin(label_of(support.practice, *support.polarity))) {
    return;
  }
  float& probability = labels.probability[label_of(support.practice, *support.polarity)];
  probability = std::max(
      probability,
      settings_.model ? std::sqrt(support.weight * confidence(support.practice)) : support.weight);
}

}  // namespace smallprint
