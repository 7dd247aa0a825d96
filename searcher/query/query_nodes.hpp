/// Short ways to make a QueryNode.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "searcher/query/query.hpp"

namespace smallprint::searching {

[[nodiscard]] inline QueryNode make_node(NodeKind kind,
                                         std::size_t column,
                                         std::vector<QueryWord> words = {}) {
  QueryNode node;
  node.kind = kind;
  node.words = std::move(words);
  node.column = column;
  return node;
}

/// `not child`.
[[nodiscard]] inline QueryNode make_negation(std::size_t column, QueryNode child) {
  QueryNode node = make_node(NodeKind::kNot, column);
  node.children.push_back(std::move(child));
  return node;
}

}  // namespace smallprint::searching
