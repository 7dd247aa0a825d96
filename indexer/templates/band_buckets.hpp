/// The texts that share the key of a band.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "indexer/templates/text_collection.hpp"
#include "schemas/templates.hpp"

namespace smallprint::indexing {

struct BandMember {
  std::uint32_t key = 0;
  std::uint32_t text = 0;

  friend auto operator<=>(const BandMember&, const BandMember&) = default;
};

/// Safe to read from many threads. Memory: 8 bytes for each band of a text that it shares.
class BandBuckets {
 public:
  /// `jobs` threads sort. Throws what throw_if_interrupted throws. Cost: sorting a number a band
  /// and text.
  BandBuckets(const TextCollection& texts, unsigned jobs);

  /// Those of one band with one key, by number; none when a text is alone with its key.
  [[nodiscard]] std::span<const BandMember> bucket(std::size_t band, std::uint32_t key) const;

  /// Calls `visit(members)` for each bucket of a band, of two texts at least.
  template <typename Visit>
  void for_each(std::size_t band, const Visit& visit) const {
    const std::span<const BandMember> all = bands_[band];
    for (std::size_t begin = 0; begin < all.size();) {
      std::size_t end = begin + 1;
      while (end < all.size() && all[end].key == all[begin].key) {
        ++end;
      }
      visit(all.subspan(begin, end - begin));
      begin = end;
    }
  }

 private:
  std::array<std::vector<BandMember>, kTemplateBands> bands_;  // by key, then number
};

}  // namespace smallprint::indexing
