/// What a sentence says of a practice in words that no rule names.
#pragma once

#include "common/practices/clauses.hpp"
#include "common/practices/polarity.hpp"
#include "schemas/practices.hpp"

namespace smallprint {

/// How near the words of a sentence come to naming a practice.
enum class Wording {
  kClause,  ///< some clause; what it speaks of is unknown
  kVerb     ///< an everyday verb of the practice (`set telling`, `set noting`)
};

struct OtherWords {
  PolaritySet polarities;
  Wording wording = Wording::kClause;
};

/// Reads a sentence that is known to speak of `practice`, a practice with polarity, where no rule
/// finds an action: everyday verbs of the practice, without any the main clauses (`Not one of
/// our thermometers phones home.`). A verb in a subordinate clause counts when no main clause has
/// one. Cost: linear in the sentence.
[[nodiscard]] OtherWords read_other_words(const SentenceWords& sentence,
                                          const SentenceClauses& clauses,
                                          Practice practice);

}  // namespace smallprint
