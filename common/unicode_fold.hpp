/// Case and diacritics of a word that may hold more than ASCII.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace smallprint {

/// A folded word is cut to this many bytes, between characters.
inline constexpr std::size_t kMaxWordBytes = 64;

struct FoldedWord {
  std::string written;  ///< case folded, compatibility forms resolved (`ﬁ`, fullwidth), composed
  std::string plain;    ///< the same without the diacritics of Latin letters: cafe, strasse, aether

  friend bool operator==(const FoldedWord&, const FoldedWord&) = default;
};

/// Keeps letters, digits, marks and, as `'`, apostrophes; dots between letters stay too (`u.s`).
/// Any bytes; the result is valid UTF-8, empty when nothing of a word is left. Cost: bounded, since
/// only what can reach kMaxWordBytes is looked at.
[[nodiscard]] FoldedWord fold_word(std::string_view word);

}  // namespace smallprint
