/// What the labels of a passage say, for those who read them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/practices/practice_labeler.hpp"
#include "common/shard_reader.hpp"

namespace smallprint::searching {

/// The statements of a row with their evidence in `passage.text`, as `passage_text` gave it. A
/// statement whose evidence is missing (a damaged index) has none.
[[nodiscard]] std::vector<PracticeStatement> load_statements(const ShardReader& shard,
                                                             std::uint32_t row,
                                                             const PassageText& passage);

/// `data-security`, `third-party-sharing-collection/denied:contact+location`.
[[nodiscard]] std::string brief(const PracticeStatement& statement);

/// All of them, joined by `;`.
[[nodiscard]] std::string brief(const std::vector<PracticeStatement>& statements);

}  // namespace smallprint::searching
