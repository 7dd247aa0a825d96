/// What `history` prints.
#pragma once

#include <string>
#include <string_view>

#include "searcher/histories/history.hpp"
#include "searcher/output/json_output.hpp"
#include "searcher/output/text_format.hpp"

namespace smallprint::searching {

/// schemas/history.schema.json.
[[nodiscard]] Json history_json(std::string_view index_digest,
                                const HistoryRequest& request,
                                const SiteHistory& history);

/// For people: a line of states for each practice, a mark a half-year, then the changes by date.
[[nodiscard]] std::string history_text(std::string_view index_digest,
                                       const SiteHistory& history,
                                       const TextStyle& style);

}  // namespace smallprint::searching
