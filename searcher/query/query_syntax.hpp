/// The grammar of the query language: which operator holds what, before any word is analysed.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "searcher/query/query_lexer.hpp"

namespace smallprint::searching {

enum class SyntaxKind {
  kEmpty,  ///< a query of white space
  kLeaf,   ///< `lexeme`: a word, wildcard, phrase, exact: or field
  kNear,   ///< children: words, `distance` the largest of the chain
  kNot,
  kAnd,
  kOr,
  kList  ///< what stands side by side; the only kind whose children carry signs
};

enum class Sign { kNone, kPlus, kMinus };

struct SyntaxNode {
  SyntaxKind kind = SyntaxKind::kEmpty;
  std::size_t column = 0;
  Lexeme lexeme;
  std::size_t distance = 0;
  Sign sign = Sign::kNone;
  std::vector<SyntaxNode> children;
};

/// Reads the lexemes of `query` by this grammar, in which adjacency binds tighter than AND and NOT,
/// and these tighter than OR, as in Xapian's QueryParser:
///
///     or    := and ("OR" and)*
///     and   := not (("AND" not) | ("NOT" list))*        a NOT b is a AND NOT b
///     not   := ["NOT"] list
///     list  := item item*
///     item  := ["+" | "-"] near
///     near  := unit ("NEAR" unit)*                      the units of a chain are words
///     unit  := word | wildcard | phrase | exact | field | "(" or ")"
///
/// Parentheses leave no node, and a list of one unsigned item is that item. Throws Error(kUsage)
/// for what the grammar does not have and for parentheses deeper than kMaxQueryDepth.
[[nodiscard]] SyntaxNode parse_syntax(std::string_view query, const std::vector<Lexeme>& lexemes);

}  // namespace smallprint::searching
