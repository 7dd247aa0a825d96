/// What a reader of a count may take a query for, and it is not.
#pragma once

#include <string>
#include <vector>

#include "searcher/query/query.hpp"

namespace smallprint::searching {

/// Messages, each once: words side by side, of which one is enough (a ranking puts those with all
/// of them first, a count does not), and fields of sites and snapshots, which in a query restrict
/// what matches and not what is observed.
[[nodiscard]] std::vector<std::string> notes_on_question(const ParsedQuery& query);

}  // namespace smallprint::searching
