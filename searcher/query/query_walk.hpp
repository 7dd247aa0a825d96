/// Every node of a query.
#pragma once

#include "searcher/query/query.hpp"

namespace smallprint::searching {

/// Visits `node`, then all that lies below it, what is negated too, in the order of its lists.
template <typename Visit>
void for_each_node(const QueryNode& node, const Visit& visit) {
  visit(node);
  for (const auto* children :
       {&node.children, &node.restricting, &node.required, &node.optional, &node.excluded}) {
    for (const QueryNode& child : *children) {
      for_each_node(child, visit);
    }
  }
}

}  // namespace smallprint::searching
