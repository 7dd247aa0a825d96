/// What the labeler is given.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "common/text_analyzer.hpp"

namespace smallprint {

/// A passage, its words as the analyzer cut them, and what it stands below and after.
struct AnalyzedPassage {
  std::string_view text;
  std::span<const Token> text_tokens;
  std::span<const std::vector<Token>> headings;  ///< outermost first
  std::span<const Token> previous;  ///< of the passage before in the same snapshot; may be empty
};

}  // namespace smallprint
