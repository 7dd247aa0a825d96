/// Where a sentence of a policy ends.
#pragma once

#include <cstddef>
#include <string_view>

namespace smallprint {

/// The sentence that begins at `begin` ends before the returned offset: just past its full stop,
/// question or exclamation mark and the quotes and brackets that close behind it. A line feed ends
/// a sentence too. White space after a sentence belongs to none: the next begins at the next byte
/// that is none. Without an end, `text.size()`.
///
/// A full stop ends no sentence inside a word (`example.com`, `3.5`), after an abbreviation
/// (`e.g.`, `Inc.`, `U.S.`, `Art.`), after a single capital (`J. Doe`), after a number or letter
/// that opens the sentence (`1. Cookies`), or before a lower-case letter.
///
/// `text` is plain text as in a Passage. Cost: linear in the sentence.
[[nodiscard]] std::size_t sentence_end(std::string_view text, std::size_t begin);

}  // namespace smallprint
