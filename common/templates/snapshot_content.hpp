/// What whole policies are compared by: the templates that a snapshot's passages have.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "common/digest.hpp"
#include "common/shard_reader.hpp"
#include "common/templates/distinct_words.hpp"

namespace smallprint {

/// The set of them, each by the digest of its leading text, into `out`: a content is a text whose
/// words are templates. `digest_of_row(row)` gives it, or none for a row without a template.
/// Cost: a look at the rows of the policy up to those that begin after the snapshot.
template <typename DigestOfRow>
void read_content(const ShardReader& shard,
                  std::uint32_t snapshot,
                  const DigestOfRow& digest_of_row,
                  DistinctWords& out) {
  out.clear();
  const std::uint32_t policy = shard.policy_of_snapshot(snapshot);
  const std::uint32_t end = shard.policy_spans[policy + 1].first_row;
  for (std::uint32_t row = shard.policy_spans[policy].first_row;
       row < end && shard.row_first[row] <= snapshot;
       ++row) {
    if (snapshot < shard.row_first[row] + shard.row_count[row]) {
      if (const std::optional<std::uint64_t> digest = digest_of_row(row)) {
        out.push_back(*digest);
      }
    }
  }
  make_set(out);
}

/// What equal contents have in common and others do not.
[[nodiscard]] inline std::uint64_t content_digest(std::span<const std::uint64_t> content) {
  return hash64({reinterpret_cast<const char*>(content.data()), content.size_bytes()});
}

}  // namespace smallprint
