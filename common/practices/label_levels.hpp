/// How likely a label is, in few steps, as it is indexed and ranked by.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "schemas/index_schema.hpp"

namespace smallprint {

/// A label this unlikely has level 0. With .05 for rules alone and .02 with the model, ranking by
/// the logarithm of a probability was best on judged queries (docs/practices.md).
inline constexpr double kUnlikelyByRules = 0.05;
inline constexpr double kUnlikelyByModel = 0.02;

/// round(kLabelLevels x clip(1 + ln p / ln(1 / unlikely), 0, 1)).
[[nodiscard]] inline std::uint32_t label_level(double probability, double unlikely) {
  if (probability <= unlikely) {
    return 0;
  }
  const double share = 1 + std::log(std::min(probability, 1.0)) / -std::log(unlikely);
  return static_cast<std::uint32_t>(std::lround(kLabelLevels * std::clamp(share, 0.0, 1.0)));
}

}  // namespace smallprint
