/// A query cut into words, quotations, operators and signs.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/fields.hpp"

namespace smallprint::searching {

enum class LexemeKind {
  kWord,      ///< text without white space, quotes and parentheses
  kWildcard,  ///< the same before a final `*`; [begin, end) leaves the `*` out
  kPhrase,    ///< what stands between quotes; [begin, end) leaves the quotes out
  kExact,     ///< the value of `exact:`, without its quotes
  kField,     ///< the value of a field, without its quotes
  kPlus,
  kMinus,
  kOpen,
  kClose,
  kAnd,
  kOr,
  kNot,
  kNear,
  kEnd
};

/// One lexeme. Ranges are byte offsets in the query, half open.
struct Lexeme {
  LexemeKind kind = LexemeKind::kEnd;
  std::size_t column = 0;  ///< where it begins, for messages
  std::size_t begin = 0;   ///< what it holds
  std::size_t end = 0;
  FieldId field = FieldId::kSite;  ///< kField
  std::size_t distance = 0;        ///< kNear
};

struct LexedQuery {
  std::string text;  ///< the query with white space and controls as spaces, byte for byte
  std::vector<Lexeme> lexemes;  ///< the last is kEnd
};

/// Cuts `query`. Throws Error(kUsage) when it is longer than kMaxQueryBytes, not UTF-8, or breaks a
/// rule that can be seen without its neighbours: an unclosed quote, an unknown field, a field
/// without a value, a `*` that does not end a word, a NEAR/n out of range.
[[nodiscard]] LexedQuery lex_query(std::string_view query);

}  // namespace smallprint::searching
