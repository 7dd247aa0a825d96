/// `history --diff`: two captures of a policy, sentence by sentence.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/calendar.hpp"
#include "searcher/index_view.hpp"
#include "searcher/matching/snapshot_view.hpp"

namespace smallprint::searching {

enum class SentenceChange { kKept, kRemoved, kAdded, kMoved };

/// In the order of SentenceChange.
inline constexpr std::array<std::string_view, 4> kSentenceChangeNames{
    "kept", "removed", "added", "moved"};

struct DiffSentence {
  SentenceChange change = SentenceChange::kKept;
  std::string text;
  bool is_heading = false;
  std::optional<std::size_t> from;  ///< place in the first capture; none: added
  std::optional<std::size_t> to;    ///< place in the second; none: removed
};

/// Two captures. `sentences` are those of the second in order, with what the first has besides
/// where it stood; what moved stands at its new place alone.
struct SnapshotDiff {
  SnapshotView from;
  SnapshotView to;
  std::vector<DiffSentence> sentences;

  [[nodiscard]] std::size_t count(SentenceChange change) const;
};

/// A range of two days, `A..B`.
struct DayPair {
  Day from;
  Day to;
};

/// Reads `YYYY-MM-DD..YYYY-MM-DD`. Error(kUsage) naming `text` and the rule.
[[nodiscard]] DayPair read_day_pair(std::string_view text);

/// Compares the last captures of two days of a policy, or of the only policy of a site. Sentences
/// are those of common/sentence_splitter.hpp in the passages, and each new element of a heading
/// path; they are the same when their text is, byte for byte. Kept is a longest common subsequence;
/// of what is left, equal sentences are moved, the first of the one capture with the first of the
/// other. Errors as of find_policy() and find_capture(); Error(kNoInput) when there is no such
/// site.
[[nodiscard]] SnapshotDiff diff_snapshots(IndexView& index,
                                          const std::string& name,
                                          const DayPair& days);

/// The sentences of two views compared: what diff_snapshots() does once it has both.
[[nodiscard]] std::vector<DiffSentence> diff_sentences(const std::vector<SnapshotPassage>& from,
                                                       const std::vector<SnapshotPassage>& to);

}  // namespace smallprint::searching
