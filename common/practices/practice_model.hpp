/// A linear model: one weight for each feature and label, from one file.
///
/// The file, little endian:
///   8 bytes    "SMALLPRM"
///   u32        format version, 1
///   16 bytes   xxh128 of all bytes that follow
///   u32        labels; u32 context labels
///   a label    u8 length, name; f32 scale, bias, slope, offset
///   u32[5]     features of each space
///   f32[5]     weight of each space
///   a space    u64[n] keys, ascending; f32[n] rarity, not in the rules' space
///   a space    i8[n x labels] weights, those of a feature together; in the spaces kNegation,
///              kPrevious and kHeading of the context labels only
/// It holds hashes of words and numbers, no text.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/practices/feature_vocabulary.hpp"
#include "common/practices/passage_features.hpp"
#include "schemas/practices.hpp"

namespace smallprint {

/// What a model can tell. margin = bias + scale x sum of weight x value over the features; a margin
/// above 0 speaks for the label. P = 1 / (1 + exp(-(slope x margin + offset))).
struct ModelLabel {
  LabelId label = 0;
  float scale = 0;
  float bias = 0;
  float slope = 0;
  float offset = 0;

  friend bool operator==(const ModelLabel&, const ModelLabel&) = default;
};

/// What the file holds.
struct ModelContent {
  std::vector<ModelLabel> labels;
  std::size_t context_labels = 0;  ///< the first so many see all spaces, the others text and rules
  FeatureVocabulary features;
  std::array<std::vector<std::int8_t>, kFeatureSpaceCount> weights;  ///< by feature, then label

  /// How many labels have weights in a space.
  [[nodiscard]] std::size_t labels_in(FeatureSpace space) const {
    return space == FeatureSpace::kText || space == FeatureSpace::kRules ? labels.size()
                                                                         : context_labels;
  }
};

/// The bytes of a model file.
[[nodiscard]] std::string encode(const ModelContent& content);

/// The bytes from which on a file's digest is taken, and its place before them.
inline constexpr std::size_t kModelDigestBegin = 12;
inline constexpr std::size_t kModelBodyBegin = 28;

/// Immutable; share one among threads.
class PracticeModel {
 public:
  /// The model the program was built with.
  PracticeModel();

  /// Throws Error(kNoInput) when the file cannot be read, Error(kUsage) `FILE: reason` when it is
  /// damaged, no model, or one of other labels.
  explicit PracticeModel(const std::filesystem::path& file);

  /// From the bytes of a file; `name` is for messages.
  PracticeModel(std::string_view name, std::string_view bytes);

  [[nodiscard]] const FeatureVocabulary& features() const { return content_.features; }

  /// 32 hexadecimal digits: the digest in the file.
  [[nodiscard]] const std::string& digest() const { return digest_; }

  /// In the order of the file. All practices are among them.
  [[nodiscard]] std::span<const ModelLabel> labels() const { return content_.labels; }

  /// Place of a label in labels(), or -1.
  [[nodiscard]] int place_of(LabelId label) const { return place_[label]; }

  /// The margin of each of labels(). Valid as long as `margins`.
  void score(const FeatureVectors& vectors, std::vector<float>& margins) const;

  /// What text features alone say for one label, without its bias.
  [[nodiscard]] float score_text(std::span<const Feature> text, std::size_t place) const;

  [[nodiscard]] float probability(std::size_t place, float margin) const;

 private:
  ModelContent content_;
  std::string digest_;
  std::array<int, kLabelCount> place_{};
};

}  // namespace smallprint
