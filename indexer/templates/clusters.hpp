/// Groups near texts: pure work on numbers, no files.
#pragma once

#include <cstdint>
#include <vector>

#include "indexer/templates/text_collection.hpp"

namespace smallprint::indexing {

/// A leader gives a bucket of a band up after so many texts in it that are not near to it: what
/// bounds the time on texts made to collide. The largest buckets of real texts are copies.
inline constexpr std::uint32_t kMostStrangers = 200;

/// The leader of each text. Texts are taken in the order of TextCollection::leads_before. One that
/// has no leader yet leads itself, and all without a leader that share a band with it and are near
/// to it (are_near, on the words themselves): chains of texts, each near to the next, do not make
/// one group of what has nothing in common. Then merge_groups puts together what most pairs of
/// texts join. `jobs` threads sort, and compare what no chain of shared bands connects; the result
/// does not depend on them. Memory: 20 bytes a text, 8 for each band that it shares with
/// another, and some 100 for each part of them that nothing connects with others. Cost: sorting six
/// numbers a text, then a comparison, 2 us, for each text and each leader it shares a band with
/// until it has one.
[[nodiscard]] std::vector<std::uint32_t> find_leaders(const TextCollection& texts, unsigned jobs);

}  // namespace smallprint::indexing
