/// The query language (docs/query-language.md).
#pragma once

#include <string_view>

#include "common/text_analyzer.hpp"
#include "searcher/query/query.hpp"

namespace smallprint::searching {

/// Parses one query. Throws Error(kUsage) whose message holds the query, a caret under the column
/// at fault and the rule that was broken:
///
///     unbalanced parenthesis
///       (email OR phone
///       ^
///
/// Control characters of the query are shown as spaces in the message.
[[nodiscard]] ParsedQuery parse_query(std::string_view input, TextAnalyzer& analyzer);

}  // namespace smallprint::searching
