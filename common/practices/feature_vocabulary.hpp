/// The features a model knows, each by a 64-bit key: no word of the texts it was trained on is
/// kept.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace smallprint {

/// Hash of a term, of a pair of terms, or of a negation and what it reaches.
using FeatureKey = std::uint64_t;

inline constexpr std::uint32_t kNoFeature = UINT32_MAX;

/// Features of one kind make a vector of their own, brought to one length by itself: what stands
/// around a passage must not drown the passage.
enum class FeatureSpace : std::uint8_t {
  kText,      ///< terms and pairs of neighbouring terms of the passage
  kNegation,  ///< negations, who denies, and the words they reach
  kPrevious,  ///< terms of the passage before
  kHeading,   ///< terms of the headings above
  kRules,     ///< what the rules give each label
  kCount
};

inline constexpr std::size_t kFeatureSpaceCount = static_cast<std::size_t>(FeatureSpace::kCount);

/// The features of one space, numbered from 0 in the order of their keys.
class FeatureSet {
 public:
  FeatureSet() = default;

  /// `keys` must ascend, without repeats; `rarity` is the factor of each (inverse document
  /// frequency), `weight` the length of the space's vector.
  FeatureSet(std::vector<FeatureKey> keys, std::vector<float> rarity, float weight);

  /// Number of the feature, or kNoFeature. Cost: one probe of a hash table, nearly always.
  [[nodiscard]] std::uint32_t find(FeatureKey key) const {
    for (std::size_t slot = key & mask_;; slot = (slot + 1) & mask_) {
      const std::uint32_t feature = slots_[slot];
      if (feature == kNoFeature || keys_[feature] == key) {
        return feature;
      }
    }
  }

  [[nodiscard]] std::span<const FeatureKey> keys() const { return keys_; }

  [[nodiscard]] std::span<const float> rarity() const { return rarity_; }

  [[nodiscard]] float weight() const { return weight_; }

  [[nodiscard]] std::size_t size() const { return keys_.size(); }

 private:
  std::vector<FeatureKey> keys_;
  std::vector<float> rarity_;
  float weight_ = 0;
  std::size_t mask_ = 0;
  std::vector<std::uint32_t> slots_{kNoFeature};  // a power of two, at most half full
};

using FeatureVocabulary = std::array<FeatureSet, kFeatureSpaceCount>;

[[nodiscard]] inline const FeatureSet& in(const FeatureVocabulary& vocabulary, FeatureSpace space) {
  return vocabulary[static_cast<std::size_t>(space)];
}

}  // namespace smallprint
