#include "indexer/templates/minhash.hpp"

#include <algorithm>
#include <string_view>

#include "common/digest.hpp"

namespace smallprint::indexing {
namespace {

/// The finaliser of SplitMix64 (Steele, Lea, Flood 2014): every bit of the result depends on every
/// bit of the seed.
constexpr std::uint64_t mixed(std::uint64_t seed) {
  seed += 0x9E3779B97F4A7C15U;
  seed = (seed ^ (seed >> 30U)) * 0xBF58476D1CE4E5B9U;
  seed = (seed ^ (seed >> 27U)) * 0x94D049BB133111EBU;
  return seed ^ (seed >> 31U);
}

/// Odd, so that multiplying by one permutes the hashes of words.
constexpr std::array<std::uint64_t, kMinima> make_factors() {
  std::array<std::uint64_t, kMinima> factors{};
  for (std::size_t i = 0; i < kMinima; ++i) {
    factors[i] = mixed(i) | 1U;
  }
  return factors;
}

constexpr std::array<std::uint64_t, kMinima> kFactors = make_factors();

}  // namespace

std::array<std::uint32_t, kMinima> min_hashes(std::span<const std::uint64_t> words) {
  std::array<std::uint32_t, kMinima> minima{};
  minima.fill(UINT32_MAX);
  for (const std::uint64_t word : words) {
    for (std::size_t i = 0; i < kMinima; ++i) {
      minima[i] = std::min(minima[i], static_cast<std::uint32_t>((word * kFactors[i]) >> 32U));
    }
  }
  return minima;
}

TextBands band_keys(std::span<const std::uint64_t> words) {
  const std::array<std::uint32_t, kMinima> minima = min_hashes(words);
  TextBands bands{};
  for (std::size_t band = 0; band < kTemplateBands; ++band) {
    const std::uint32_t* const first = minima.data() + band * kMinimaPerBand;
    bands[band] = static_cast<std::uint32_t>(
        hash64({reinterpret_cast<const char*>(first), kMinimaPerBand * sizeof(std::uint32_t)}));
  }
  return bands;
}

}  // namespace smallprint::indexing
