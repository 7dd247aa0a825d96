#include "common/practices/rule_evidence.hpp"

#include <algorithm>

namespace smallprint {
namespace {

// Whether a passage speaks of a value is judged over all of it; where it stands, any rule may show.
constexpr float kValueStands = 0.1F;

constexpr std::array kPolarities{Polarity::kPerformed, Polarity::kDenied, Polarity::kConditional};

std::optional<Practice> practice_of(LabelId label) {
  return label < kPracticeCount ? std::optional(static_cast<Practice>(label)) : std::nullopt;
}

std::optional<ValueId> value_of(LabelId label) {
  return label >= kFirstValueLabel ? std::optional(static_cast<ValueId>(label - kFirstValueLabel))
                                   : std::nullopt;
}

SentenceWords words_of(const PassageSentences& passage, std::size_t sentence) {
  const Sentence& where = passage.sentences[sentence];
  return {.words = passage.words_of(where),
          .pauses = passage.pauses_of(where),
          .own_word = where.own_word - where.first_word,
          .is_answer = where.is_answer};
}

}  // namespace

RuleEvidence::RuleEvidence(const LabelingRules& rules)
    : rules_(rules), strongest_(rules.matcher().claims().size()) {
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
  float& against = against_[rules_.matcher().claims()[rule].label];
  against = weight < 1 ? against / (1 - strongest) * (1 - weight) : 0;
  strongest = weight;
}

void RuleEvidence::add_heading(std::span<const RuleWord> words) {
  matches_.clear();
  rules_.matcher().match(words, RulePlace::kHeading, matches_);
  for (const RuleMatch& match : matches_) {
    const double weight = rules_.matcher().claims()[match.rule].weight;
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
    const RuleClaim& rule = rules_.matcher().claims()[match.rule];
    if (rule.weight < 0) {
      lowered_[rule.label] *= static_cast<float>(1 + rule.weight);
    }
  }
  add_support(passage, sentence);
}

void RuleEvidence::add_statement(const SupportingSentence& statement) {
  for (std::size_t i = first_statement_; i < support_.size(); ++i) {
    SupportingSentence& known = support_[i];
    if (known.practice == statement.practice && known.polarity == statement.polarity) {
      known.weight = 1 - (1 - known.weight) * (1 - statement.weight);
      known.main_clauses |= statement.main_clauses;
      known.is_aside = known.is_aside && statement.is_aside;
      return;
    }
  }
  support_.push_back(statement);
}

// One for each polarity of the action. False when the sentence states nothing of it.
bool RuleEvidence::add_statements(const RuleClaim& rule,
                                  SupportingSentence statement,
                                  const SentenceWords& words,
                                  std::size_t action) {
  if (!entry(statement.practice).has_polarity) {
    add_statement(statement);
    return true;
  }
  if (clauses_.words.empty()) {
    rules_.polarity().read_sentence(words, clauses_);
  }
  PolaritySet polarities =
      PolarityReader::read(words, clauses_, {.word = action, .practice = statement.practice});
  const bool states = !polarities.empty();
  if (!rule.has_action) {  // `It does not contain your name or address` denies no collecting
    polarities.remove(Polarity::kDenied);
  }
  const std::uint64_t own = main_clause_bit(clauses_, action);
  statement.is_aside = clauses_.clauses[clauses_.words[action].clause].kind != ClauseKind::kMain;
  for (const Polarity polarity : kPolarities) {
    if (polarities.has(polarity)) {
      // `the name, but not the age`: one action, denied of what stands elsewhere
      const bool is_contrast =
          polarity == Polarity::kDenied && polarities.has(Polarity::kPerformed);
      statement.polarity = polarity;
      statement.main_clauses = is_contrast ? ~own : own;
      add_statement(statement);
    }
  }
  return states;
}

void RuleEvidence::add_support(const PassageSentences& passage, std::size_t sentence) {
  const SentenceWords words = words_of(passage, sentence);
  first_statement_ = support_.size();
  value_matches_.clear();
  clauses_.words.clear();  // read when first asked for
  for (const RuleMatch& match : matches_) {
    const RuleClaim& rule = rules_.matcher().claims()[match.rule];
    const float weight = static_cast<float>(rule.weight) * lowered_[rule.label];
    if (rule.weight < 0) {
      continue;
    }
    if (const auto value = value_of(rule.label)) {
      value_matches_.push_back({.value = *value, .weight = weight, .word = match.begin});
    } else if (const auto practice = practice_of(rule.label)) {
      if (!add_statements(rule,
                          {.practice = *practice,
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
  sentence_values_[sentence] = values_where([](const ValueMatch&) { return true; });
  add_values(sentence_values_[sentence]);
}

/// The values of the matches that `counts`.
template <typename Counts>
ValueSet RuleEvidence::values_where(const Counts& counts) const {
  std::array<float, kValueCount> against{};
  against.fill(1);
  for (const ValueMatch& match : value_matches_) {
    against[match.value] *= counts(match) ? 1 - match.weight : 1;
  }
  ValueSet values = 0;
  for (std::size_t value = 0; value < kValueCount; ++value) {
    if (1 - against[value] >= kValueStands) {
      values |= bit(static_cast<ValueId>(value));
    }
  }
  return values;
}

void RuleEvidence::add_values(ValueSet all) {
  const auto statements = std::span(support_).subspan(first_statement_);
  for (std::size_t i = 0; i < statements.size(); ++i) {
    statements[i].values = all;
    const bool says_otherwise = std::ranges::any_of(statements, [&](const auto& other) {
      return other.practice == statements[i].practice && other.polarity != statements[i].polarity;
    });
    if (says_otherwise) {
      const ValueSet own = values_where([&](const ValueMatch& match) {
        return (main_clause_bit(clauses_, match.word) & statements[i].main_clauses) != 0;
      });
      statements[i].values = own != 0 ? own : all;  // `we share X, and never sell it`
    }
  }
}

bool RuleEvidence::denies_or_leaves_choice(const PassageSentences& passage, std::size_t sentence) {
  rules_.polarity().read_sentence(words_of(passage, sentence), clauses_);
  return std::ranges::any_of(clauses_.clauses, [](const Clause& clause) {
    return clause.is_negated || clause.is_readers_choice;
  });
}

OtherWords RuleEvidence::read_other_words(const PassageSentences& passage,
                                          std::size_t sentence,
                                          Practice practice) {
  const SentenceWords words = words_of(passage, sentence);
  rules_.polarity().read_sentence(words, clauses_);
  return smallprint::read_other_words(words, clauses_, practice);
}

}  // namespace smallprint
