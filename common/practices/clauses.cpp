#include "common/practices/clauses.hpp"

#include <algorithm>
#include <utility>

namespace smallprint {
namespace {

using enum PolarityRole;

constexpr std::size_t kMaxClauses = 10'000;  // what follows counts as one more clause
constexpr std::uint16_t kMaxDepth = 8;       // deeper ones are put beside each other
constexpr std::size_t kSubjectWords = 6;    // a subject is shorter: `our trusted business partners`
constexpr std::size_t kConditionWords = 3;  // `only` to its condition
constexpr std::size_t kEllipticWords = 6;   // `but our own printer never does so`
constexpr std::size_t kConsentWords = 6;    // `without your prior written` consent

/// What a leading subordinate clause says of the main clause to come.
struct Attachment {
  bool is_exception = false;
  bool is_condition = false;
};

class ClauseReader {
 public:
  ClauseReader(const SentenceWords& sentence, SentenceClauses& out)
      : sentence_(sentence), out_(out) {}

  void run();

 private:
  [[nodiscard]] Clause& clause() { return out_.clauses[current_]; }

  [[nodiscard]] bool is(std::size_t word, PolarityRole role) const {
    return word < out_.roles.size() && out_.roles[word].has(role);
  }

  [[nodiscard]] Pause pause(std::size_t word) const {
    return word < sentence_.pauses.size() ? sentence_.pauses[word] : Pause::kStop;
  }

  [[nodiscard]] bool opens_clause(std::size_t word) const;
  [[nodiscard]] bool has_own_subject(std::size_t word) const;
  [[nodiscard]] bool is_pronoun_subject(std::size_t word) const;
  [[nodiscard]] bool is_after_stop(std::size_t word) const;
  [[nodiscard]] bool is_object(std::size_t word) const;
  [[nodiscard]] bool is_parenthesis(std::size_t word) const;
  [[nodiscard]] bool joins_participle(std::size_t word) const;
  [[nodiscard]] bool begins_joined_clause(std::size_t word, std::size_t first) const;
  [[nodiscard]] bool within(std::size_t begin, std::size_t count, PolarityRole role) const;
  [[nodiscard]] bool begins_with_only(std::uint16_t clause) const;
  [[nodiscard]] const Clause& list_head() const;
  [[nodiscard]] std::uint16_t attachment_target(std::size_t word, Attachment attachment) const;

  void open(std::size_t word, ClauseKind kind, std::uint16_t parent);
  void open_main(std::size_t word);
  void open_child(std::size_t word, ClauseKind kind);
  void open_item(std::size_t word);
  void open_after_stop(std::size_t word);
  void place(std::size_t word);
  void place_joined(std::size_t word);
  void place_opener(std::size_t word);
  void place_subject(std::size_t word);
  void place_verb(std::size_t word);
  void read_word(std::size_t word);
  void read_negation(std::size_t word);
  void read_without(std::size_t word);
  void read_condition(std::size_t word);
  void read_ellipsis();
  [[nodiscard]] bool is_subordinate(const Clause& clause) const;
  void attach(std::size_t word, Attachment attachment);

  SentenceWords sentence_;
  SentenceClauses& out_;
  std::uint16_t current_ = 0;
  std::uint16_t list_head_ = kNoClause;  // the clause that a colon has left open
  bool is_list_open_ = false;            // its items go on with its verb
  Attachment pending_;
  bool is_disclaimed_ = false;
};

bool ClauseReader::opens_clause(std::size_t word) const {
  return word < out_.roles.size() &&
         out_.roles[word].has_any(kIf, kUnless, kWhen, kContrast, kRelative);
}

bool ClauseReader::is_pronoun_subject(std::size_t word) const {
  if (is(word, kWe) || is(word, kThey)) {
    return true;
  }
  if (!is(word, kYou) && !is(word, kIt)) {
    return false;
  }
  const bool is_object = word > 0 && is(word - 1, kPreposition);
  return !is_object && word + 1 < out_.roles.size() &&
         out_.roles[word + 1].has_any(kReaderVerb, kFinite, kNegation, kNoting);
}

bool ClauseReader::within(std::size_t begin, std::size_t count, PolarityRole role) const {
  for (std::size_t at = begin; at < begin + count && at < out_.roles.size(); ++at) {
    if (is(at, role)) {
      return true;
    }
    if (pause(at) >= Pause::kColon ||
        (at > begin && (opens_clause(at) || is_pronoun_subject(at + 1)))) {
      return false;
    }
  }
  return false;
}

// `our partners may`, `the data is`: a finite verb soon, and nothing that joins or cuts before it.
bool ClauseReader::has_own_subject(std::size_t word) const {
  if (is_pronoun_subject(word)) {
    return true;
  }
  if (is(word, kFinite) || opens_clause(word)) {
    return false;
  }
  for (std::size_t at = word + 1; at <= word + kSubjectWords && at < out_.roles.size(); ++at) {
    if (pause(at) != Pause::kNone || opens_clause(at) || is(at, kAnd) || is(at, kOr) ||
        is_pronoun_subject(at)) {
      return false;
    }
    if (is(at, kFinite)) {
      return true;
    }
  }
  return false;
}

// The clause that a lead-in leaves open: `here we never: ...` is one clause to its items.
const Clause& ClauseReader::list_head() const {
  std::uint16_t head = list_head_;
  for (std::uint16_t parent = out_.clauses[head].parent; parent != kNoClause;
       parent = out_.clauses[head].parent) {
    if (out_.clauses[head].is_bare && !out_.clauses[parent].has_verb) {
      break;
    }
    head = parent;
  }
  return out_.clauses[head];
}

void ClauseReader::open(std::size_t word, ClauseKind kind, std::uint16_t parent) {
  if (out_.clauses.size() == kMaxClauses) {
    return;
  }
  std::uint16_t depth = 0;
  if (parent != kNoClause) {
    if (out_.clauses[parent].depth == kMaxDepth) {
      parent = out_.clauses[parent].parent;
    }
    depth = static_cast<std::uint16_t>(out_.clauses[parent].depth + 1);
  }
  out_.clauses.push_back(
      {.parent = parent, .depth = depth, .kind = kind, .begin = static_cast<std::uint32_t>(word)});
  current_ = static_cast<std::uint16_t>(out_.clauses.size() - 1);
}

void ClauseReader::open_main(std::size_t word) {
  open(word, ClauseKind::kMain, kNoClause);
  const Attachment taken = std::exchange(pending_, {});
  clause().has_exception |= taken.is_exception;
  clause().has_condition |= taken.is_condition;
}

void ClauseReader::open_child(std::size_t word, ClauseKind kind) {
  const bool is_readers_choice = clause().is_readers_choice;
  open(word, kind, current_);
  clause().is_readers_choice = is_readers_choice;
}

// An item goes on where its lead-in stopped, unless it is a sentence of its own. What the lead-in
// excepts, the item still tells only as an exception.
void ClauseReader::open_item(std::size_t word) {
  const Clause head = list_head();
  const bool goes_on = is_list_open_ && !has_own_subject(word);
  open_main(word);
  clause().has_condition |= head.has_condition || (head.is_negated && head.has_exception);
  clause().is_readers_choice = head.is_readers_choice;
  if (goes_on) {
    clause().subject = head.subject;
    clause().has_verb = head.has_verb;
    clause().is_negated = head.is_negated;
    clause().has_quantifier = head.has_quantifier;
    clause().has_exception |= head.has_exception;
  }
}

bool ClauseReader::is_after_stop(std::size_t word) const {
  return word == sentence_.own_word || pause(word) >= Pause::kColon;
}

void ClauseReader::open_after_stop(std::size_t word) {
  if (word == sentence_.own_word || pause(word) == Pause::kColon) {
    list_head_ = current_;
    is_list_open_ = word == sentence_.own_word || is(word - 1, kOpenEnd) || is(word - 1, kFinite);
  }
  if (list_head_ != kNoClause) {
    open_item(word);
  } else {
    open_main(word);
  }
}

// Behind a comma or a conjunction: a new clause with its own subject or verb, or back from a
// subordinate clause to the one that it interrupts.
void ClauseReader::place_joined(std::size_t word) {
  const bool has_comma = pause(word) == Pause::kComma;
  const std::size_t first = is(word, kAnd) || is(word, kOr) ? word + 1 : word;
  if (begins_joined_clause(word, first)) {
    if (clause().kind == ClauseKind::kRelative && !has_comma) {
      open(word, ClauseKind::kRelative, clause().parent);  // `what you read and we record`
    } else {
      open_main(word);
    }
    return;
  }
  const bool excepts = out_.roles[word].has_any(kException, kUnless, kWithout, kOnly, kIf);
  if (has_comma && clause().parent != kNoClause && clause().has_verb && !excepts) {
    current_ = clause().parent;
  }
  if (is(word, kAnd) && is(word + 1, kFinite) && clause().has_verb) {
    const Clause before = clause();
    open(word, before.kind, before.parent);  // `is not sold and will be deleted`
    clause().subject = before.subject;
  }
}

// `No names, addresses or ages are sold` lists what is one subject.
bool ClauseReader::begins_joined_clause(std::size_t word, std::size_t first) const {
  const Clause& open_clause = out_.clauses[current_];
  const bool lists_subjects = open_clause.has_quantifier && !open_clause.has_verb;
  const bool is_list = is(word, kOr) && pause(word) != Pause::kComma && !is_pronoun_subject(first);
  return has_own_subject(first) && !lists_subjects && !is_list;
}

bool ClauseReader::is_parenthesis(std::size_t word) const {
  return pause(word) == Pause::kComma && pause(word + 1) == Pause::kComma &&
         !has_own_subject(word + 1);
}

// `letters that you have written but not sent | are kept`
bool ClauseReader::joins_participle(std::size_t word) const {
  const Clause& open_clause = out_.clauses[current_];
  return open_clause.kind == ClauseKind::kRelative && open_clause.has_verb &&
         open_clause.parent != kNoClause && !out_.clauses[open_clause.parent].has_verb &&
         is(word + 1, kNegation) && !is(word + 2, kFinite) && pause(word) == Pause::kNone;
}

void ClauseReader::place_opener(std::size_t word) {
  if (is(word, kContrast) && !is(word + 1, kOnly) && !is(word, kException) &&
      !is_parenthesis(word) && !joins_participle(word)) {
    open_main(word);
  } else if (is(word, kIf) || is(word, kUnless)) {
    open_child(word, ClauseKind::kSupposed);
  } else if (is(word, kWhen)) {
    const bool has_consent = clause().has_consent;
    open_child(word, ClauseKind::kWhen);
    clause().has_condition = has_consent;  // `we ask for your consent before we sell it`
  } else if (is(word, kRelative)) {
    open_child(word, ClauseKind::kRelative);
  }
}

// `you` behind the verb of `data that identifies you | is` is an object.
bool ClauseReader::is_object(std::size_t word) const {
  const Clause& open_clause = out_.clauses[current_];
  return (is(word, kYou) || is(word, kIt)) && open_clause.kind == ClauseKind::kRelative &&
         open_clause.has_verb && open_clause.parent != kNoClause &&
         !out_.clauses[open_clause.parent].has_verb;
}

// `do we` and `will you` go on with their clause; `the data we hold` opens one inside it.
void ClauseReader::place_subject(std::size_t word) {
  if (!is_pronoun_subject(word) || is_object(word)) {
    return;
  }
  const bool is_inverted = word > 0 && is(word - 1, kFinite);
  const bool follows_opener =
      word == clause().begin + 1 && (opens_clause(word - 1) || is(word - 1, kAnd) ||
                                     is(word - 1, kOr) || is(word - 1, kNegation));
  if (!is_inverted && word != clause().begin && !follows_opener) {
    open_child(word, ClauseKind::kRelative);
    clause().is_bare = true;
  }
  if (clause().subject == Speaker::kUnknown) {
    clause().subject = is(word, kYou)    ? Speaker::kReader
                       : is(word, kThey) ? Speaker::kThey
                                         : Speaker::kCompany;
  }
}

// `Only in an emergency do we tell them`: behind `only data` the subject would come first.
bool ClauseReader::begins_with_only(std::uint16_t clause) const {
  return is(sentence_.own_word, kOnly) && out_.clauses[clause].parent == kNoClause &&
         !out_.clauses[clause].has_verb;
}

// `The data that you give us | is not sold`: the second verb belongs to what is still without one.
void ClauseReader::place_verb(std::size_t word) {
  if (!is(word, kFinite)) {
    return;
  }
  const bool is_inverted = is(word + 1, kWe) || is(word + 1, kYou) || is(word + 1, kIt);
  const bool follows_verb = word > 0 && (is(word - 1, kFinite) || is(word - 1, kNegation) ||
                                         is(word - 1, kAnd) || is(word - 1, kOr));
  const bool parent_waits = clause().parent != kNoClause && !out_.clauses[clause().parent].has_verb;
  if (parent_waits && clause().has_verb && !follows_verb &&
      (clause().kind == ClauseKind::kRelative || is_inverted)) {
    current_ = clause().parent;
  }
  clause().has_condition |= is_inverted && begins_with_only(current_);
  clause().has_verb = true;
  if (clause().parent == kNoClause) {
    pending_ = {};
  }
}

void ClauseReader::place(std::size_t word) {
  if (word == 0) {
    open_main(0);
  } else if (is_after_stop(word)) {
    open_after_stop(word);
  } else if (is(word, kAnd) || is(word, kOr) || pause(word) == Pause::kComma) {
    place_joined(word);
  }
  place_opener(word);  // it may stand inside the clause just opened: `; if you ...`
  place_subject(word);
  place_verb(word);
  const bool is_subject = is_pronoun_subject(word);
  if (clause().begin < word && clause().parent != kNoClause && !is_subject) {
    clause().has_verb = true;  // any word behind `that` or `that you` will do
  }
  if (clause().subject != Speaker::kUnknown && !is_subject) {
    clause().has_verb = true;
  }
}

// `if you agree`, `on condition that | you agree`
bool ClauseReader::is_subordinate(const Clause& clause) const {
  const auto is_condition = [](const Clause& at) {
    return at.kind == ClauseKind::kSupposed || at.kind == ClauseKind::kWhen;
  };
  return is_condition(clause) || (clause.is_bare && is_condition(out_.clauses[clause.parent]));
}

// An exception is one to the nearest denial around it, else to the main clause. A consent named in
// `if you do not agree` is a condition of what that clause stands under.
std::uint16_t ClauseReader::attachment_target(std::size_t word, Attachment attachment) const {
  std::uint16_t target = current_;
  while (out_.clauses[target].parent != kNoClause) {
    const Clause& at = out_.clauses[target];
    const bool is_own = is_subordinate(at) && (at.begin == word || !attachment.is_exception);
    const Clause& around = out_.clauses[at.parent];
    const bool is_main = at.is_bare && !around.has_verb && around.kind == ClauseKind::kMain;
    if ((!is_own && at.is_negated) || is_main) {
      break;
    }
    target = at.parent;
  }
  return target;
}

void ClauseReader::attach(std::size_t word, Attachment attachment) {
  Clause& target = out_.clauses[attachment_target(word, attachment)];
  if (attachment.is_exception && target.is_negated) {
    target.excepted_from = std::min(target.excepted_from, static_cast<std::uint32_t>(word));
  }
  target.has_exception |= attachment.is_exception;
  target.has_condition |= attachment.is_condition;
  if (!target.has_verb) {
    pending_.is_exception |= attachment.is_exception;
    pending_.is_condition |= attachment.is_condition;
  }
}

void ClauseReader::read_negation(std::size_t word) {
  if (is(word, kNegation) || is(word, kNoQuantifier)) {
    clause().is_negated = true;
    clause().has_quantifier |= is(word, kNoQuantifier);
    clause().has_quantified_object |= is(word, kNoQuantifier) && clause().has_verb;
    clause().is_readers_choice |= clause().has_obligation;
  } else if (is(word, kReversal)) {
    clause().is_negated = !clause().is_negated;
  }
}

void ClauseReader::read_without(std::size_t word) {
  if (within(word + 1, kConsentWords, kConsentAsked)) {
    attach(word, {.is_exception = true});
    return;
  }
  const bool was_negated = clause().is_negated;
  clause().is_undone |= was_negated;
  open_child(word, ClauseKind::kWithout);
  clause().is_negated = !was_negated;
}

void ClauseReader::read_condition(std::size_t word) {
  if (is(word, kException)) {
    attach(word, {.is_exception = true});
  }
  if (is(word, kUnless)) {
    attach(word, {.is_exception = true, .is_condition = true});
  }
  if (is(word, kConsentNeeded)) {
    attach(word, {.is_condition = true});
  }
  if (is(word, kOnly) && within(word + 1, kConditionWords, kConditionPhrase)) {
    attach(word, {.is_condition = true});
  }
  if (is(word, kConsentPreposition) && within(word + 1, kConsentWords, kConsentNoun)) {
    attach(word, {.is_condition = true});
  }
  if (is(word, kConsentVerb) && is_subordinate(out_.clauses[current_])) {
    attach(word, {.is_condition = true});
  }
  if (is(word, kConsentNoun) || is(word, kConsentVerb)) {
    clause().has_consent = true;
  }
}

void ClauseReader::read_word(std::size_t word) {
  read_negation(word);
  if (is(word, kWithout)) {
    read_without(word);
  }
  read_condition(word);
  clause().has_obligation |= is(word, kObligation);
  clause().is_readers_choice |= is(word, kReaderChoice);
  is_disclaimed_ |= is(word, kDisclaimer);
  out_.is_no_statement |= is(word, kSiteOwner) || is(word, kDefinition) || is(word, kHypothetical);
  out_.words.push_back({.clause = current_,
                        .is_negated = clause().is_negated,
                        .is_no_statement = clause().is_readers_choice || is_disclaimed_});
}

// The last clause when it leaves its verb to the one before: `others sell it; we do not`, `we used
// to sell it, but no longer do so`, `selling it is something we never do`.
void ClauseReader::read_ellipsis() {
  std::size_t last = out_.words.size() - 1;
  if (last > 0 && is(last, kSo)) {
    --last;
  }
  if (last > 0 && is(last, kNegation)) {
    --last;
  }
  const std::uint16_t elliptic = out_.words[last].clause;
  if (!is(last, kFinite) || !out_.clauses[elliptic].is_negated || elliptic == 0 ||
      last - out_.clauses[elliptic].begin > kEllipticWords) {
    return;
  }
  const std::uint16_t parent = out_.clauses[elliptic].parent;
  std::uint16_t denied = parent != kNoClause ? parent : static_cast<std::uint16_t>(elliptic - 1);
  while (parent == kNoClause && out_.clauses[denied].parent != kNoClause) {
    denied = out_.clauses[denied].parent;
  }
  out_.clauses[denied].is_disowned = true;
}

void ClauseReader::run() {
  for (std::size_t word = 0; word < out_.roles.size(); ++word) {
    place(word);
    read_word(word);
  }
  if (!out_.words.empty()) {
    read_ellipsis();
  }
}

}  // namespace

std::uint64_t main_clause_bit(const SentenceClauses& clauses, std::size_t word) {
  constexpr std::uint16_t kLastClause = 63;
  std::uint16_t clause = clauses.words[word].clause;
  while (clauses.clauses[clause].parent != kNoClause) {
    clause = clauses.clauses[clause].parent;
  }
  return std::uint64_t{1} << std::min(clause, kLastClause);
}

void read_clauses(const PolarityWords& polarity_words,
                  const SentenceWords& sentence,
                  SentenceClauses& out) {
  polarity_words.mark(sentence.words, out.roles);
  out.words.clear();
  out.clauses.clear();
  out.is_no_statement = false;
  ClauseReader(sentence, out).run();
}

}  // namespace smallprint
