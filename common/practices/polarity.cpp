#include "common/practices/polarity.hpp"

#include <algorithm>

namespace smallprint {
namespace {

using enum PolarityRole;

constexpr std::size_t kContrastWords = 40;   // an object and its list: `the name, ..., not the age`
constexpr std::size_t kObjectWords = 3;      // `makes | no use of`, `asks for | no name`
constexpr std::size_t kRecipientWords = 12;  // `gives your address to | nobody`

class ActionReader {
 public:
  ActionReader(const SentenceWords& sentence,
               const SentenceClauses& clauses,
               ActionInSentence action)
      : sentence_(sentence),
        clauses_(clauses),
        action_(action),
        clause_(clauses.clauses[clauses.words[action.word].clause]) {}

  [[nodiscard]] PolaritySet read() const;

 private:
  [[nodiscard]] bool is(std::size_t word, PolarityRole role) const {
    return word < clauses_.roles.size() && clauses_.roles[word].has(role);
  }

  [[nodiscard]] bool states_nothing() const;
  [[nodiscard]] bool is_supposed() const;
  [[nodiscard]] bool is_advice() const;
  [[nodiscard]] bool is_readers_act() const;
  [[nodiscard]] bool is_readers_demand() const;
  [[nodiscard]] bool is_others_act() const;
  [[nodiscard]] bool is_readers_own_firm() const;
  [[nodiscard]] bool is_others_duty() const;
  [[nodiscard]] bool is_undone() const;
  [[nodiscard]] bool is_doubly_negated() const;
  [[nodiscard]] bool is_disowned() const;
  [[nodiscard]] bool is_ended() const;
  [[nodiscard]] bool belongs_to_nobody() const;
  [[nodiscard]] bool follows_negation() const;
  [[nodiscard]] bool has_negated_object() const;
  [[nodiscard]] bool has_contrast() const;
  [[nodiscard]] bool is_excepted() const;
  [[nodiscard]] bool is_conditional(bool is_negated) const;
  [[nodiscard]] PolaritySet read_answer() const;

  const SentenceWords& sentence_;
  const SentenceClauses& clauses_;
  ActionInSentence action_;
  const Clause& clause_;
};

bool ActionReader::is_supposed() const {
  for (const Clause* at = &clause_;; at = &clauses_.clauses[at->parent]) {
    if (at->kind == ClauseKind::kSupposed) {
      return true;
    }
    if (at->parent == kNoClause) {
      return false;
    }
  }
}

// `Please do not send card numbers`, `Never give out`: no subject before the negation.
bool ActionReader::is_advice() const {
  if (clause_.subject != Speaker::kUnknown || clause_.kind != ClauseKind::kMain ||
      clause_.begin < sentence_.own_word) {
    return false;
  }
  std::size_t word = clause_.begin;
  const bool is_polite = is(word, kPolite);
  word += is_polite ? 1 : 0;
  const bool is_order = is(word, kAuxiliaryDo) && is(word + 1, kNegation);
  return (is_polite || is_order) && word < action_.word;
}

// `you may share it with friends`, `you receive an invoice`; not `you are asked`, `you enter`.
bool ActionReader::is_readers_act() const {
  if (clause_.subject != Speaker::kReader || is(action_.word, kKeptBack)) {
    return false;
  }
  const bool hands_in = action_.practice == Practice::kFirstParty &&
                        (is(action_.word, kReaderVerb) || !is(action_.word, kNoting));
  if (hands_in) {
    return false;
  }
  for (std::size_t word = clause_.begin; word < action_.word; ++word) {
    if (is(word, kPassive) || is(word, kOurs)) {
      return false;
    }
  }
  return true;
}

// `you may ask that we not sell it`
bool ActionReader::is_readers_demand() const {
  return clause_.kind == ClauseKind::kRelative && clause_.parent != kNoClause &&
         clauses_.clauses[clause_.parent].subject == Speaker::kReader &&
         clauses_.words[action_.word].is_negated;
}

// `Your bank may share what it knows.`; not `Your name will be shared`.
bool ActionReader::is_readers_own_firm() const {
  if (action_.practice != Practice::kThirdParty || !is(clause_.begin, kYour) ||
      !is(action_.word, kOnward)) {
    return false;
  }
  bool has_verb = false;
  bool is_passive = false;
  for (std::size_t word = clause_.begin; word < action_.word; ++word) {
    has_verb |= is(word, kFinite);
    is_passive |= is(word, kPassive);
  }
  return has_verb && !is_passive;
}

bool ActionReader::is_others_act() const {
  if (is_readers_own_firm()) {
    return true;
  }
  bool is_others = false;
  bool is_passive = false;
  bool is_known = false;  // `some advertisers` are ours
  for (std::size_t word = clause_.begin; word < action_.word; ++word) {
    is_others |= is(word, kOtherParty);
    is_passive |= is(word, kPassive);
    is_known |= is(word, kOthers);
  }
  is_others |= is(clause_.begin, kVague) && !is_passive && !is_known;
  if (!is_others) {
    return false;
  }
  const std::uint16_t own = clauses_.words[action_.word].clause;
  for (std::size_t word = clause_.begin; word < clauses_.words.size(); ++word) {
    if (clauses_.words[word].clause == own && is(word, kOurs)) {
      return false;
    }
  }
  return true;
}

// `Our vendors may not use it for anything else`: what they do with what they were given.
bool ActionReader::is_others_duty() const {
  if (action_.practice != Practice::kThirdParty || !is(action_.word, kOnward) ||
      !clauses_.words[action_.word].is_negated || is(clause_.begin, kWe)) {
    return false;
  }
  bool has_verb = false;
  bool is_passive = false;
  bool is_permitted = false;
  bool is_others = clause_.subject == Speaker::kThey;
  for (std::size_t word = clause_.begin; word < action_.word; ++word) {
    has_verb |= is(word, kFinite);
    is_others |= !has_verb && is(word, kOthers);
    is_passive |= is(word, kPassive);
    is_permitted |= is(word, kPermitted);
  }
  is_others |= is(clause_.begin, kIt) && is_permitted;
  // `the organizer, | who may not share it`
  is_others |= clause_.kind == ClauseKind::kRelative && !clause_.is_bare &&
               clause_.subject == Speaker::kUnknown && is(clause_.begin + 1, kFinite);
  return is_others && (!is_passive || is_permitted);
}

bool ActionReader::states_nothing() const {
  return clauses_.is_no_statement || clauses_.words[action_.word].is_no_statement ||
         is_supposed() || is_advice() || is_readers_act() || is_readers_demand() ||
         is_others_act() || is_others_duty() || is_undone();
}

// `No parcel leaves without our telling the carrier`: of leaving nothing is said.
bool ActionReader::is_undone() const {
  return clause_.is_undone && clauses_.words[action_.word].is_negated;
}

// `There is no page on which we do not track you.`
bool ActionReader::is_doubly_negated() const {
  if (clause_.kind != ClauseKind::kRelative || clause_.parent == kNoClause || clause_.is_bare) {
    return false;
  }
  const Clause& head = clauses_.clauses[clause_.parent];
  return head.has_quantifier && head.has_verb;
}

// `Others sell it; we do not.`
bool ActionReader::is_disowned() const {
  return clause_.is_disowned && !clauses_.words[action_.word].is_negated;
}

// `Renting out the list was given up`, `Disclosure is forbidden`.
bool ActionReader::is_ended() const {
  const std::uint16_t own = clauses_.words[action_.word].clause;
  bool has_verb = false;
  for (std::size_t word = action_.word + 1; word < clauses_.words.size(); ++word) {
    if (clauses_.words[word].clause != own) {
      continue;
    }
    has_verb |= is(word, kFinite);
    if (has_verb && is(word, kEnded)) {
      return !clause_.is_negated || is(word, kReversal);
    }
  }
  return false;
}

// `We have no partners with whom we would share it.`
bool ActionReader::belongs_to_nobody() const {
  return clause_.kind == ClauseKind::kRelative && clause_.parent != kNoClause && !clause_.is_bare &&
         !clauses_.words[action_.word].is_negated &&
         clauses_.clauses[clause_.parent].has_quantified_object &&
         clauses_.clauses[clause_.parent].subject != Speaker::kReader;
}

// A rule may begin with a negation of its own: `data that does | not identify you` is not denied.
bool ActionReader::follows_negation() const {
  const WordState& state = clauses_.words[action_.word];
  if (is(action_.word, kKeptBack)) {
    return !state.is_negated;
  }
  if (!is(action_.word, kNegation)) {
    return state.is_negated && !is_doubly_negated();
  }
  const WordState before = action_.word > 0 ? clauses_.words[action_.word - 1] : WordState{};
  return before.clause == state.clause && before.is_negated;
}

// `collects no names`, `is given to nobody`.
bool ActionReader::has_negated_object() const {
  const std::uint16_t own = clauses_.words[action_.word].clause;
  const std::size_t end = std::min(action_.word + kRecipientWords, clauses_.roles.size());
  for (std::size_t word = action_.word + 1; word < end; ++word) {
    if (clauses_.words[word].clause != own || sentence_.pauses[word] >= Pause::kColon) {
      return false;
    }
    if (is(word, kNoQuantifier)) {
      return word <= action_.word + kObjectWords || is(word - 1, kNounOpener);
    }
  }
  return false;
}

// `we tell him your name, not your age`, `..., but not what you bought`.
bool ActionReader::has_contrast() const {
  const std::size_t end = std::min(action_.word + kContrastWords, clauses_.roles.size());
  for (std::size_t word = action_.word + 1; word < end; ++word) {
    if (sentence_.pauses[word] == Pause::kStop) {
      return false;
    }
    const bool is_set_off = sentence_.pauses[word] == Pause::kComma ||
                            clauses_.roles[word - 1].has_any(kContrast, kWhen);
    if (is(word, kNegation) && is_set_off && is(word + 1, kNounOpener)) {
      return true;
    }
  }
  return false;
}

// `We never tell others, except where the law asks or to deliver what you ordered.`
bool ActionReader::is_excepted() const {
  for (const Clause* at = &clause_; at->parent != kNoClause;) {
    at = &clauses_.clauses[at->parent];
    if (clause_.begin > at->excepted_from) {
      return true;
    }
  }
  return false;
}

bool ActionReader::is_conditional(bool is_negated) const {
  // `Other than on joining, | we never ...`
  const bool is_exception = is(clause_.begin, kException) && !clause_.has_verb;
  return clause_.has_condition || (is_negated && clause_.has_exception) || is_exception ||
         is_excepted();
}

// `Do you sell it? No.`, `Some sell it. We do not.`, `Is it shown to others? Only if you say so.`,
// `What do we keep? Names.`
PolaritySet ActionReader::read_answer() const {
  const RoleSet first = clauses_.roles[sentence_.own_word];
  const Clause& answer = clauses_.clauses[clauses_.words[sentence_.own_word].clause];
  const std::size_t last = clauses_.words.size() - 1;
  const bool is_elliptic = clauses_.roles[last].has_any(kFinite, kNegation);
  const bool is_negated = first.has_any(kNegation, kNoQuantifier) ||
                          (first.has(kAffirmation) && answer.is_negated) ||
                          (is_elliptic && clauses_.words[last].is_negated);
  PolaritySet polarities;
  if (answer.has_condition || (is_negated && answer.has_exception)) {
    polarities.add(Polarity::kConditional);
  } else if (is_negated) {
    polarities.add(Polarity::kDenied);
  } else if (!answer.has_verb || is_elliptic || first.has_any(kAffirmation, kOnly)) {
    polarities.add(Polarity::kPerformed);
  }
  return polarities;
}

PolaritySet ActionReader::read() const {
  PolaritySet polarities;
  if (sentence_.is_answer && action_.word < sentence_.own_word) {
    return read_answer();
  }
  if (is_disowned()) {
    polarities.add(Polarity::kDenied);
    return polarities;
  }
  if (states_nothing()) {
    return polarities;
  }
  const bool is_negated =
      follows_negation() || has_negated_object() || is_ended() || belongs_to_nobody();
  if (is_conditional(is_negated)) {
    polarities.add(Polarity::kConditional);
  } else {
    polarities.add(is_negated ? Polarity::kDenied : Polarity::kPerformed);
  }
  if (!is_negated && has_contrast()) {
    polarities.add(Polarity::kDenied);
  }
  return polarities;
}

}  // namespace

PolaritySet PolarityReader::read(const SentenceWords& sentence,
                                 const SentenceClauses& clauses,
                                 ActionInSentence action) {
  return action.word < clauses.words.size() ? ActionReader(sentence, clauses, action).read()
                                            : PolaritySet();
}

}  // namespace smallprint
