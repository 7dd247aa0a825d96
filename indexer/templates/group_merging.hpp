/// Puts groups together that belong together by most of their texts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "indexer/templates/band_buckets.hpp"
#include "indexer/templates/text_collection.hpp"

namespace smallprint::indexing {

/// Groups are compared by so many of their texts, those of the least numbers: a choice at random,
/// since numbers follow digests. With 8, 16 or all, archive-dev's groups are the same but for one
/// pair of texts in a thousand.
inline constexpr std::size_t kComparedTexts = 8;

/// Of a bucket, so many groups are compared with each other: what bounds the time on texts made to
/// collide.
inline constexpr std::size_t kGroupsOfBucket = 16;

/// `leader_of` has the leader of each text and gets the new ones. Two groups with a band in common
/// become one when more than half of the pairs of their compared texts are near; groups are taken
/// in the order of their leaders, and the earlier leader stays. Without this, texts near to each
/// other but not to one leader stay apart: on archive-dev, 6 % of the near pairs
/// (docs/templates.md). `jobs` threads compare, each what no chain of shared bands connects with
/// what another does; the result does not depend on them. Cost: reading 16 texts at most for each
/// two groups that share a band, 20 us.
void merge_groups(const TextCollection& texts,
                  const BandBuckets& buckets,
                  unsigned jobs,
                  std::vector<std::uint32_t>& leader_of);

}  // namespace smallprint::indexing
