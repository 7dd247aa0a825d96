/// What a query means: the tree that the parser makes and retrieval evaluates.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "schemas/fields.hpp"

namespace smallprint::searching {

/// Limits of a query, each an error that names it (docs/query-language.md).
inline constexpr std::size_t kMaxQueryBytes = 1024;
inline constexpr std::size_t kMaxQueryTerms = 64;
inline constexpr std::size_t kMaxQueryDepth = 32;
inline constexpr std::size_t kMaxWildcards = 4;
inline constexpr std::size_t kMinWildcardLetters = 3;
inline constexpr std::size_t kMaxWildcardExpansions = 100;
inline constexpr std::size_t kMaxPhraseWords = 16;
inline constexpr std::size_t kMaxNearOperands = 8;
inline constexpr std::size_t kMaxNearDistance = 50;
inline constexpr std::size_t kDefaultNearDistance = 10;

/// A word of a query: its written form (case folded) and the index term it stands for.
struct QueryWord {
  std::string written;
  std::string term;

  friend bool operator==(const QueryWord&, const QueryWord&) = default;
};

enum class NodeKind {
  kNothing,  ///< an empty query: matches every passage, scores nothing
  kWord,     ///< words[0]: passages with the term
  kPhrase,   ///< words in this order, next to each other, compared by term
  kExact,    ///< the same compared by term and written form: `US` is not `us`
  kNear,     ///< words in any order within a window: the first to the last spans at most
             ///< `distance` + words.size() - 1 positions; a word given twice stands there twice
  kPrefix,   ///< words[0].written: passages with a word that begins so
  kField,    ///< `field` has `value` (kExact, kLabel), or words as a phrase in it (kText)
  kAnd,      ///< all children
  kOr,       ///< any child
  kNot,      ///< not children[0]
  kList      ///< a list of words: see below
};

/// One node. A kList holds what stood side by side: a passage matches when every `restricting`
/// child matches (fields; several values of one field are alternatives, joined in a kOr), every
/// `required` child (`+`), no `excluded` child (`-`), and, when nothing is required, any `optional`
/// child (if there are any). Optional children always add to the score of what matches.
struct QueryNode {
  NodeKind kind = NodeKind::kNothing;
  std::vector<QueryWord> words;
  std::size_t distance = 0;            ///< kNear
  FieldId field = FieldId::kSite;      ///< kField
  std::string value;                   ///< kField but of kind kText; of kind kLabel as it is named
  std::vector<QueryNode> children;     ///< kAnd, kOr, kNot
  std::vector<QueryNode> restricting;  ///< kList
  std::vector<QueryNode> required;     ///< kList
  std::vector<QueryNode> optional;     ///< kList
  std::vector<QueryNode> excluded;     ///< kList
  std::size_t column = 0;              ///< byte offset in the input, for messages

  friend bool operator==(const QueryNode&, const QueryNode&) = default;
};

struct ParsedQuery {
  std::string input;
  QueryNode root;
  std::string parsed;  ///< the tree as one line, terms in stemmed form: `share OR email OR third`
  std::vector<std::pair<std::string, std::string>> normalised;  ///< (written, became), input order
  /// Stop words of lists: they add to the score of what matches and decide no match. Input order.
  std::vector<QueryWord> score_only;
  std::vector<std::string> ignored;  ///< text without words (a URL, punctuation), input order
};

}  // namespace smallprint::searching
