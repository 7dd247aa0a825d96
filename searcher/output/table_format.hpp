/// Answers for spreadsheets, R, pandas and trec_eval.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "searcher/search_request.hpp"

namespace smallprint::searching {

enum class TableKind {
  kCsv,  ///< RFC 4180: fields with comma, quote or line break in quotes, lines end in LF
  kTsv   ///< tabs and line breaks inside a field become spaces
};

/// One line of a table.
[[nodiscard]] std::string table_line(TableKind kind, std::span<const std::string> fields);

/// rank,score,site,policy_host,first,last,snapshots,heading,text,practices,archive_url,passage_id,
/// file,byte_start,byte_end
[[nodiscard]] std::string table_head(TableKind kind);
[[nodiscard]] std::string table_row(TableKind kind, const Hit& hit);

/// `qid Q0 passage_id rank score smallprint`, the line of a TREC run.
[[nodiscard]] std::string trec_line(std::string_view qid, const Hit& hit);

}  // namespace smallprint::searching
