/// Lifespans: one row for each maximal run of consecutive snapshots of a policy that contain the
/// same passage (docs/design.md).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/digest.hpp"
#include "common/passage.hpp"

namespace smallprint::indexing {

struct Lifespan {
  std::uint32_t first = 0;  ///< number of the first snapshot within the policy
  std::uint32_t count = 0;  ///< consecutive snapshots
};

/// Takes a policy's snapshots in order and forms its rows. Two passages are one when heading path
/// and text are equal; case and punctuation count, Markdown, link targets and white space do not,
/// since the text has none of them. A passage that stands twice in a snapshot is one.
class LifespanBuilder {
 public:
  /// Adds the next snapshot. Returns the indices into `passages` of those that begin a new row, in
  /// order; their row numbers count on from `rows().size()` before the call.
  std::vector<std::uint32_t> add(const std::vector<Passage>& passages);

  /// Adds the next snapshot with the same body as the one before.
  void repeat();

  /// Ends every lifespan: the policy was removed. The next snapshot must come by add(), and each of
  /// its passages begins a new row.
  void end_all();

  [[nodiscard]] const std::vector<Lifespan>& rows() const { return rows_; }

 private:
  std::vector<Lifespan> rows_;
  std::vector<std::uint32_t> open_;                                  // rows of the last snapshot
  std::unordered_map<Digest128, std::uint32_t, DigestHash> row_of_;  // latest row of each passage
  std::uint32_t snapshots_ = 0;
};

/// The id printed for a row: hash of policy, heading path, text and first snapshot, so it is the
/// same in every index that holds the same history.
[[nodiscard]] std::uint64_t passage_id(std::string_view policy,
                                       const Passage& passage,
                                       std::string_view first_timestamp,
                                       const Digest128& first_body);

}  // namespace smallprint::indexing
