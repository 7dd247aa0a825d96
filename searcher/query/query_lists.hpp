/// The rules of a list of words: what of it restricts, what a repetition means, which stop words
/// go.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "searcher/query/query.hpp"

namespace smallprint::searching {

/// What explicit ORs join. Nested alternatives become part of the outer ones and a repeated word or
/// field counts once; a kList when one of `operands` (there is at least one) is a list of optional
/// words, else a kOr, or the one alternative that is left.
[[nodiscard]] QueryNode alternatives_of(std::vector<QueryNode> operands, std::size_t column);

/// Collects the items of one list, in input order. A condition made only of fields restricts,
/// unless it is excluded; several values of one field are alternatives.
class ListBuilder {
 public:
  explicit ListBuilder(std::size_t column);

  /// A word that may be dropped when it is a stop word.
  void add_word(const QueryWord& word, std::size_t column);
  void add_optional(QueryNode node);
  void add_required(QueryNode node);
  void add_excluded(QueryNode node);

  /// Takes the stop words out of the list and returns them, unless nothing would be left to search
  /// for.
  std::vector<QueryNode> drop_stop_words();

  /// The simplest node for the list: its only child where it has one, a kAnd of fields, a kList.
  /// Nothing when nothing was added.
  [[nodiscard]] std::optional<QueryNode> take() &&;

 private:
  struct Optional {
    QueryNode node;
    bool is_stop_word = false;
  };

  void add_restriction(QueryNode node);

  QueryNode list_;
  std::vector<Optional> optional_;
};

}  // namespace smallprint::searching
