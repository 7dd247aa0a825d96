/// What `history --diff` prints.
#pragma once

#include <string>
#include <string_view>

#include "searcher/histories/snapshot_diff.hpp"
#include "searcher/output/json_output.hpp"
#include "searcher/output/text_format.hpp"

namespace smallprint::searching {

/// schemas/diff.schema.json. Ordered by `from` and by `to`, the sentences give both captures.
[[nodiscard]] Json diff_json(std::string_view index_digest, const SnapshotDiff& diff);

/// A sentence a paragraph: `- ` removed, `+ ` added, `~ ` moved to here; of those kept between two
/// changes the first and the last. Headings begin with `#`.
[[nodiscard]] std::string diff_text(std::string_view index_digest,
                                    const SnapshotDiff& diff,
                                    const TextStyle& style);

}  // namespace smallprint::searching
