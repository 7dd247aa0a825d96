/// What of a passage a query found: the words to mark.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "common/shard_reader.hpp"
#include "common/text_analyzer.hpp"
#include "searcher/query/query.hpp"

namespace smallprint::searching {

struct Highlights {
  /// Byte ranges in the passage's text, half open, ascending, none overlapping another.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges;
  bool in_heading = false;  ///< something was found in the headings
};

/// Finds in row `row` of `shard`, whose text is `text`, what the query's conditions find: words,
/// words with a beginning, function words that only score, all words of each occurrence of a phrase
/// or an exact phrase, and of a NEAR all its words in each window that has every one. What is
/// excluded or stands under NOT marks nothing; neither does a condition that the text does not
/// meet, though its words may stand there singly. Cost: the words of the passage times those of the
/// query.
[[nodiscard]] Highlights find_highlights(const ParsedQuery& query,
                                         const ShardReader& shard,
                                         std::uint32_t row,
                                         const std::string& text,
                                         TextAnalyzer& analyzer);

}  // namespace smallprint::searching
