/// The JSON shapes of answers: the one place that prints them (schemas/*.schema.json).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "searcher/matching/match_stream.hpp"
#include "searcher/matching/snapshot_view.hpp"
#include "searcher/searcher.hpp"

namespace smallprint::searching {

using Json = nlohmann::ordered_json;

/// One line. Bytes that are not UTF-8 become U+FFFD; DEL and C1 controls are escaped like the other
/// control characters, so that no answer steers a terminal.
[[nodiscard]] std::string to_line(const Json& json);

[[nodiscard]] Json to_json(const ParsedQuery& query,
                           const std::optional<QueryIntent>& intent = std::nullopt);
[[nodiscard]] Json to_json(const Filters& filters);
[[nodiscard]] Json to_json(const Hit& hit);
[[nodiscard]] Json to_json(const Totals& totals);

/// A line of `export`.
[[nodiscard]] Json passage_record(const Hit& hit);
[[nodiscard]] Json snapshot_record(const MatchedSnapshot& snapshot);

/// Under the names that the Princeton-Leuven archive uses; what is absent is left out.
[[nodiscard]] Json to_json(const SnapshotMetadata& metadata);
[[nodiscard]] Json to_json(const SnapshotView& snapshot, std::string_view index_digest);

/// Everything of an answer that stands before its hits.
[[nodiscard]] Json answer_head(const IndexView& index,
                               const SearchRequest& request,
                               const Answer& answer);

/// A line of `batch`.
[[nodiscard]] Json batch_line(std::string_view qid, const Hit& hit);

}  // namespace smallprint::searching
