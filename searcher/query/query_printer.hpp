/// A parsed query as one line.
#pragma once

#include <string>

#include "searcher/query/query.hpp"

namespace smallprint::searching {

/// The tree below `node` as one boolean expression that says exactly what is searched for: terms in
/// stemmed form, `exact:` with written forms, the children of a kList spelt out with AND, OR and
/// AND NOT, parentheses only where they are needed. `(a AND_MAYBE b)` is "a; b adds to the score".
/// A kNothing is `<all>`. But for these two the line is itself a query, of the same meaning where
/// every term is its own stem.
[[nodiscard]] std::string print_query(const QueryNode& node);

}  // namespace smallprint::searching
