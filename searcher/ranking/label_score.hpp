/// What labels add to a score. A query with an intent asks for groups of labels; a passage gets,
/// for each group, the level of its best label, and the mean over the groups, as a share of the
/// highest level, counts kLabelScore. Levels are logarithms of probabilities, so the mean is one of
/// an AND.
#pragma once

#include <cstdint>

#include "schemas/index_schema.hpp"

namespace smallprint::searching {

/// As much as a rare word or two. Judged queries, dev: docs/practices.md.
inline constexpr double kLabelScore = 24;

/// What a level of one of `groups` groups is worth.
[[nodiscard]] constexpr double level_weight(std::size_t groups) {
  return kLabelScore / kLabelLevels / static_cast<double>(groups);
}

}  // namespace smallprint::searching
