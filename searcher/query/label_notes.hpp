/// What a count of practices or data types rests on: labels that a program gave.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "searcher/matching/filters.hpp"
#include "searcher/query/query.hpp"

namespace smallprint::searching {

/// One message for each practice and data type that the query or the filters name: how well the
/// labeler of the index, named as its manifest does, tells it (schemas/label_quality.hpp).
[[nodiscard]] std::vector<std::string> notes_on_labels(const ParsedQuery& query,
                                                       const Filters& filters,
                                                       std::string_view labeler);

/// The same for a list of labels, in one message.
[[nodiscard]] std::string note_on_all_labels();

}  // namespace smallprint::searching
