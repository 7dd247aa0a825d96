/// Whether the parts of a shard, each written by itself, say the same.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace smallprint::indexing {

/// What a shard holds and what was looked at; dead sites, their snapshots and rows do not count.
struct ShardCheck {
  std::uint64_t sites = 0;
  std::uint64_t policies = 0;
  std::uint64_t snapshots = 0;
  std::uint64_t passages = 0;
  std::uint64_t occurrences = 0;
  bool was_looked_into = false;  ///< or tried to: false with kCounts alone
  std::uint64_t sampled_rows = 0;
  std::uint64_t sampled_texts = 0;
  std::vector<std::string> problems;
};

/// The number of rows, and of snapshots, of a shard that are looked at: spread evenly over it.
inline constexpr std::uint32_t kSampledRows = 64;
inline constexpr std::uint32_t kSampledTexts = 16;

enum class ShardDepth {
  kCounts,   ///< opens the shard and counts: a millisecond for a million rows
  kSamples,  ///< and looks into it
};

/// Counts. With kSamples: Xapian's own check of the postings, where this process may write to them;
/// as many documents as rows; of sampled rows, that the stored text, analysed again, has the words
/// that the forward index has, that a search for each of them finds the row in the postings with as
/// many occurrences, that the row's length is their sum, that each statement has its evidence
/// in the text, and that digest and bands are those of the text; of sampled snapshots, that the
/// file is put together to the body whose digest is recorded. What throws on the way is a problem,
/// too. Needs files that are what they were when written: Xapian does not survive all others.
[[nodiscard]] ShardCheck check_shard(const std::filesystem::path& folder, ShardDepth depth);

}  // namespace smallprint::indexing
