/// One spelling for words that are written in two: British and American English.
#pragma once

#include <string>
#include <string_view>

namespace smallprint {

/// The American spelling of `word`, by kSpellings and the rule that turns -isation, -ise, -ised,
/// -ising into -iz- but for kTrueIse (schemas/normalisation.hpp). `word` is folded.
[[nodiscard]] std::string american_spelling(std::string_view word);

}  // namespace smallprint
