#include "common/practices/feature_vocabulary.hpp"

#include <bit>
#include <utility>

namespace smallprint {

FeatureSet::FeatureSet(std::vector<FeatureKey> keys, std::vector<float> rarity, float weight)
    : keys_(std::move(keys)), rarity_(std::move(rarity)), weight_(weight) {
  slots_.assign(std::bit_ceil(2 * keys_.size() + 1), kNoFeature);
  mask_ = slots_.size() - 1;
  for (std::size_t feature = 0; feature < keys_.size(); ++feature) {
    std::size_t slot = keys_[feature] & mask_;
    while (slots_[slot] != kNoFeature) {
      slot = (slot + 1) & mask_;
    }
    slots_[slot] = static_cast<std::uint32_t>(feature);
  }
}

}  // namespace smallprint
