/// The closed lists behind fields of a snapshot: bands of rank, and parked or not.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace smallprint {

/// A value as the user types it and as facets print it.
struct ListedValue {
  std::string_view id;
  std::string_view label;
};

/// Where each band of `rank` begins; it ends before the next begins, and the last does not end:
/// [1, 1001), [1001, 10001), [10001, 100001), [100001, 1000001), from 1000001. No rank is in two.
inline constexpr std::array<std::uint64_t, 5> kRankBandBegins{1, 1'001, 10'001, 100'001, 1'000'001};

inline constexpr std::array<ListedValue, kRankBandBegins.size()> kRankBands{
    {{"top-1k", "Alexa rank 1 to 1,000"},
     {"top-10k", "Alexa rank 1,001 to 10,000"},
     {"top-100k", "Alexa rank 10,001 to 100,000"},
     {"top-1m", "Alexa rank 100,001 to 1,000,000"},
     {"beyond", "Alexa rank over 1,000,000"}}};

/// The band of a rank, which is 1 at least.
[[nodiscard]] constexpr const ListedValue& rank_band(std::uint64_t rank) {
  std::size_t band = 0;
  while (band + 1 < kRankBands.size() && rank >= kRankBandBegins[band + 1]) {
    ++band;
  }
  return kRankBands[band];
}

inline constexpr ListedValue kParkedTrue{"true", "Parked domain"};
inline constexpr ListedValue kParkedFalse{"false", "Domain in use"};
inline constexpr std::array<ListedValue, 2> kParkedValues{kParkedTrue, kParkedFalse};

}  // namespace smallprint
