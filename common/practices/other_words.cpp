#include "common/practices/other_words.hpp"

#include <cstddef>

namespace smallprint {
namespace {

using enum PolarityRole;

class OtherWordsReader {
 public:
  OtherWordsReader(const SentenceWords& sentence, const SentenceClauses& clauses, Practice practice)
      : sentence_(sentence), clauses_(clauses), practice_(practice) {}

  [[nodiscard]] OtherWords read() const;

 private:
  /// What verbs of one kind say.
  struct Verbs {
    bool are_there = false;
    PolaritySet polarities;
  };

  [[nodiscard]] const Clause& clause_of(std::size_t word) const {
    return clauses_.clauses[clauses_.words[word].clause];
  }

  /// What others get is a statement of the practice, what the company gets is none.
  [[nodiscard]] bool is_verb(std::size_t word) const {
    const RoleSet roles = clauses_.roles[word];
    if (practice_ != Practice::kThirdParty) {
      return roles.has(kNoting);
    }
    return roles.has(kTelling) ||
           (roles.has(kGetting) && clause_of(word).subject != Speaker::kCompany);
  }

  [[nodiscard]] PolaritySet read_at(std::size_t word) const {
    return PolarityReader::read(sentence_, clauses_, {.word = word, .practice = practice_});
  }

  template <typename IsVerb>
  [[nodiscard]] Verbs read_verbs(IsVerb is_verb) const;
  [[nodiscard]] PolaritySet read_clauses() const;
  [[nodiscard]] std::size_t predicate_of(std::size_t clause) const;

  const SentenceWords& sentence_;
  const SentenceClauses& clauses_;
  Practice practice_;
};

template <typename IsVerb>
OtherWordsReader::Verbs OtherWordsReader::read_verbs(IsVerb is_verb) const {
  Verbs of_main;
  Verbs of_others;
  for (std::size_t word = 0; word < clauses_.words.size(); ++word) {
    const bool is_own = word >= sentence_.own_word || sentence_.is_answer;
    if (is_own && is_verb(word) && !clause_of(word).is_readers_choice) {
      Verbs& found = clause_of(word).kind == ClauseKind::kMain ? of_main : of_others;
      found.are_there = true;
      found.polarities.add(read_at(word));
    }
  }
  return of_main.are_there ? of_main : of_others;
}

// What stands behind its finite verbs, negations and pronouns; else its last word.
std::size_t OtherWordsReader::predicate_of(std::size_t clause) const {
  std::size_t last = clauses_.clauses[clause].begin;
  bool is_behind_verb = false;
  for (std::size_t word = last; word < clauses_.words.size(); ++word) {
    if (clauses_.words[word].clause != clause) {
      continue;
    }
    last = word;
    const bool opens =
        clauses_.roles[word].has_any(kFinite, kNegation, kNoQuantifier, kWe, kThey, kOnly);
    if (is_behind_verb && !opens) {
      return word;
    }
    is_behind_verb |= opens && !clauses_.roles[word].has(kNoQuantifier);
  }
  return last;
}

// An item names things more often than it says something; its lead-in is read by itself.
PolaritySet OtherWordsReader::read_clauses() const {
  PolaritySet polarities;
  if (sentence_.is_answer) {
    polarities.add(read_at(0));
    return polarities;
  }
  if (sentence_.own_word > 0) {
    return polarities;
  }
  for (std::size_t clause = 0; clause < clauses_.clauses.size(); ++clause) {
    if (clauses_.clauses[clause].kind == ClauseKind::kMain) {
      polarities.add(read_at(predicate_of(clause)));
    }
  }
  return polarities;
}

OtherWords OtherWordsReader::read() const {
  const auto has = [&](PolarityRole role) {
    return [this, role](std::size_t word) { return clauses_.roles[word].has(role); };
  };
  Verbs verbs = read_verbs([&](std::size_t word) { return is_verb(word); });
  if (verbs.polarities.empty() && practice_ == Practice::kThirdParty) {
    const Verbs kept_back = read_verbs(has(kKeptBack));
    verbs = kept_back.are_there ? kept_back : verbs;
  }
  if (verbs.are_there) {
    return {.polarities = verbs.polarities, .wording = Wording::kVerb};
  }
  const bool speaks_of_keeping =
      practice_ == Practice::kThirdParty && read_verbs(has(kKeeping)).are_there;
  return {.polarities = speaks_of_keeping ? PolaritySet() : read_clauses(),
          .wording = Wording::kClause};
}

}  // namespace

OtherWords read_other_words(const SentenceWords& sentence,
                            const SentenceClauses& clauses,
                            Practice practice) {
  return OtherWordsReader(sentence, clauses, practice).read();
}

}  // namespace smallprint
