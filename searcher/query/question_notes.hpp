/// What a reader of a count may take a query for, and it is not.
#pragma once

#include <string>
#include <vector>

#include "searcher/query/query.hpp"

namespace smallprint::searching {

/// What is counted: what matches, or the part that matches of what was observed.
enum class CountOf { kMatches, kRate };

/// Messages, each once: words side by side, of which one is enough (a ranking puts those with all
/// of them first, a count does not), and for a rate fields of sites and snapshots, which in a query
/// restrict what matches and not what is observed.
[[nodiscard]] std::vector<std::string> notes_on_question(const ParsedQuery& query, CountOf count);

}  // namespace smallprint::searching
