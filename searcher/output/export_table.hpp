/// The tables of `export`: every field of a passage or a snapshot.
#pragma once

#include <string>

#include "searcher/matching/match_stream.hpp"
#include "searcher/output/table_format.hpp"

namespace smallprint::searching {

/// site,policy,policy_host,title,first,last,snapshots,heading,text,practices,archive_url,timestamp,
/// passage_id,archive,file,commit,byte_start,byte_end
[[nodiscard]] std::string passage_table_head(TableKind kind);
[[nodiscard]] std::string passage_table_row(TableKind kind, const Hit& hit);

/// site,policy,policy_host,title,date,timestamp,passages,category,archive_url,archive,file,commit
[[nodiscard]] std::string snapshot_table_head(TableKind kind);
[[nodiscard]] std::string snapshot_table_row(TableKind kind, const MatchedSnapshot& snapshot);

}  // namespace smallprint::searching
