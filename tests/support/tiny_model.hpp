/// Models of a few words, made by hand.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/digest.hpp"
#include "common/practices/practice_model.hpp"

namespace smallprint::testing_support {

struct WordWeight {
  std::string_view stem;
  LabelId label = 0;
  std::int8_t weight = 0;
};

/// Tells all practices and denied sharing, each with bias -.5, from the stems of the text alone. A
/// passage of one known stem of weight 127 has margin .5.
inline ModelContent tiny_model(const std::vector<WordWeight>& words) {
  ModelContent content;
  std::vector<LabelId> labels;
  for (const PracticeEntry& practice : kPractices) {
    labels.push_back(label_of(practice.practice));
  }
  labels.push_back(label_of(Practice::kThirdParty, Polarity::kDenied));
  for (const LabelId label : labels) {
    content.labels.push_back(
        {.label = label, .scale = 1.0F / 127, .bias = -0.5F, .slope = 6, .offset = 0});
  }
  content.context_labels = labels.size();

  std::vector<FeatureKey> keys;
  for (const WordWeight& word : words) {
    keys.push_back(hash64(word.stem));
  }
  std::ranges::sort(keys);
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  auto& weights = content.weights[static_cast<std::size_t>(FeatureSpace::kText)];
  weights.resize(keys.size() * labels.size());
  for (const WordWeight& word : words) {
    const auto feature = std::ranges::lower_bound(keys, hash64(word.stem)) - keys.begin();
    const auto place = std::ranges::find(labels, word.label) - labels.begin();
    weights[static_cast<std::size_t>(feature) * labels.size() + static_cast<std::size_t>(place)] =
        word.weight;
  }
  std::vector<float> rarity(keys.size(), 1.0F);
  content.features[0] = FeatureSet(std::move(keys), std::move(rarity), 1);
  return content;
}

}  // namespace smallprint::testing_support
