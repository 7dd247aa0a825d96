/// The clauses of a sentence, and what each word of them stands under: a negation, an exception, a
/// condition.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "common/practices/polarity_words.hpp"
#include "common/practices/sentences.hpp"

namespace smallprint {

enum class ClauseKind : std::uint8_t {
  kMain,
  kSupposed,  ///< if, unless, whether: what is in it is not stated
  kWhen,      ///< when, after, because, although: what is in it is taken as given
  kRelative,  ///< that, which, who, what; `information we hold`
  kWithout    ///< `without telling others`
};

enum class Speaker : std::uint8_t { kUnknown, kCompany, kReader, kThey };

inline constexpr std::uint16_t kNoClause = UINT16_MAX;

struct Clause {
  std::uint16_t parent = kNoClause;
  std::uint16_t depth = 0;
  ClauseKind kind = ClauseKind::kMain;
  Speaker subject = Speaker::kUnknown;
  std::uint32_t begin = 0;      ///< its first word
  bool has_verb = false;        ///< a finite one has been seen
  bool is_negated = false;      ///< at its end; WordState has it word by word
  bool has_quantifier = false;  ///< it is negated by `no`
  bool has_exception = false;   ///< `except`: makes a denial conditional
  bool has_condition = false;   ///< `unless`, `with consent`, `only if`: makes anything conditional
  bool has_consent = false;     ///< names a consent, for `ask for your consent before we ...`
  bool has_obligation = false;  ///< says what others must do or not do
  bool is_readers_choice = false;
  bool has_quantified_object = false;  ///< `we have no partners | with whom ...`
  bool is_disowned = false;  ///< an elliptic clause denies it: `others sell it; | we do not`
  bool is_undone =
      false;  ///< its negation is taken back: `no parcel leaves without our telling ...`
  std::uint32_t excepted_from = UINT32_MAX;  ///< the word that opens an exception to its denial
  bool is_bare = false;  ///< opened by its subject alone: `data | we hold`, `today | we sell`
};

struct WordState {
  std::uint16_t clause = 0;
  bool is_negated = false;
  bool is_no_statement = false;  ///< left to the reader, or somebody else's affair
};

/// A sentence read once: parallel to its words. Reused from sentence to sentence.
struct SentenceClauses {
  std::vector<RoleSet> roles;
  std::vector<WordState> words;
  std::vector<Clause> clauses;
  bool is_no_statement = false;  ///< a definition, a supposition, written for site owners
};

/// The main clause that a word belongs to or stands below, as a bit; those beyond the 63rd count as
/// one.
[[nodiscard]] std::uint64_t main_clause_bit(const SentenceClauses& clauses, std::size_t word);

/// A sentence and what stands between its words. An item of a list begins with its lead-in.
struct SentenceWords {
  std::span<const RuleWord> words;
  std::span<const Pause> pauses;
  std::size_t own_word = 0;  ///< the first that is no lead-in's
  bool is_answer = false;    ///< to the question before own_word
};

/// Cuts a sentence into clauses in one pass and carries negation and conditions along:
///
/// - A negation holds from its word to the end of its clause, over joined verbs (`do not sell, rent
///   or trade`), subordinate clauses in between and the items under a lead-in. A new subject, `but`
///   or a semicolon cut it.
/// - An exception or a condition holds for the whole clause that it is attached to; one that opens
///   the sentence (`Unless you object, ...`) for the clause that follows.
///
/// Cost: linear in the words.
void read_clauses(const PolarityWords& polarity_words,
                  const SentenceWords& sentence,
                  SentenceClauses& out);

}  // namespace smallprint
