/// Signatures by which near texts are found: MinHash with bands (Broder 1997; Leskovec, Rajaraman,
/// Ullman, Mining of Massive Datasets, chapter 3).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "schemas/templates.hpp"

namespace smallprint::indexing {

inline constexpr std::size_t kMinima = kTemplateBands * kMinimaPerBand;

/// The least value of each hash function over the words. `words` are hashes of words; twice the
/// same changes nothing. Of two sets, the part of equal minima estimates Jaccard's coefficient:
/// with 36 of them and .9, the standard error is .05. Cost: about 1 us for 50 words.
[[nodiscard]] std::array<std::uint32_t, kMinima> min_hashes(std::span<const std::uint64_t> words);

/// A key for each group of kMinimaPerBand minima.
[[nodiscard]] TextBands band_keys(std::span<const std::uint64_t> words);

}  // namespace smallprint::indexing
