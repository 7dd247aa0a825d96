#include "indexer/training/model_trainer.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "indexer/training/linear_classifier.hpp"

namespace smallprint::training {
namespace {

// Measured one by one on held-out policies: docs/model.md.
constexpr std::array<float, kFeatureSpaceCount> kSpaceWeights{1.0F, 0.5F, 0.3F, 0.2F, 0.2F};
constexpr std::size_t kFewestSegments = 3;  // that a feature must occur in
constexpr double kRarityPower = 0.75;
constexpr SvmSettings kSquares{.penalty = Penalty::kSquares, .cost = 0.3, .tolerance = 1e-3};
constexpr SvmSettings kAbsolute{.penalty = Penalty::kAbsolute, .cost = 1, .tolerance = 1e-2};
constexpr double kShareOfAbsolute = 0.5;  // in the weights of attribute values
constexpr int kFewestToCalibrate = 20;    // with fewer, all attribute values together

constexpr double kLargestWeight = 127;

bool is_value(LabelId label) {
  return label >= kFirstValueLabel;
}

int fewest_positives(LabelId label) {
  if (is_value(label)) {
    return kFewestOfValue;
  }
  return label >= kFirstPolarityLabel ? kFewestDenials : kFewestPositives;
}

std::vector<LabelId> trained_labels(const TrainingSet& set, const std::vector<std::size_t>& rows) {
  std::vector<LabelId> labels;
  for (const PracticeEntry& practice : kPractices) {
    labels.push_back(label_of(practice.practice));
  }
  for (const Practice practice : kPolarPractices) {
    labels.push_back(label_of(practice, Polarity::kDenied));
  }
  for (std::size_t value = 0; value < kValueCount; ++value) {
    labels.push_back(label_of_value(static_cast<ValueId>(value)));
  }
  std::erase_if(labels, [&](LabelId label) {
    const auto positives = std::ranges::count_if(
        rows, [&](std::size_t row) { return set.segments()[row].judgements[label].holds; });
    return positives < fewest_positives(label);
  });
  return labels;
}

FeatureSet make_set(const std::map<FeatureKey, std::size_t>& segments_with,
                    std::size_t segments,
                    float weight) {
  std::vector<FeatureKey> keys;
  std::vector<float> rarity;
  for (const auto& [key, count] : segments_with) {
    if (count >= kFewestSegments) {
      keys.push_back(key);
      rarity.push_back(static_cast<float>(
          std::pow(1 + std::log(static_cast<double>(1 + segments) / static_cast<double>(1 + count)),
                   kRarityPower)));
    }
  }
  return {std::move(keys), std::move(rarity), weight};
}

FeatureSet rule_features(float weight) {
  std::vector<FeatureKey> keys;
  for (std::size_t label = 0; label < kLabelCount; ++label) {
    keys.push_back(rule_feature_key(static_cast<LabelId>(label)));
  }
  std::ranges::sort(keys);
  std::vector<float> rarity(keys.size(), 1.0F);
  return {std::move(keys), std::move(rarity), weight};
}

FeatureVocabulary make_vocabulary(const TrainingSet& set, const std::vector<std::size_t>& rows) {
  FeatureTermCache terms;
  terms.grow(set.vocabulary(), {});
  std::array<std::map<FeatureKey, std::size_t>, kFeatureSpaceCount> segments_with;
  for (const std::size_t row : rows) {
    auto keys = feature_keys(set.passage(row), set.vocabulary(), terms);
    for (std::size_t space = 0; space < kFeatureSpaceCount; ++space) {
      std::ranges::sort(keys[space]);
      keys[space].erase(std::unique(keys[space].begin(), keys[space].end()), keys[space].end());
      for (const FeatureKey key : keys[space]) {
        ++segments_with[space][key];
      }
    }
  }
  FeatureVocabulary features;
  for (std::size_t space = 0; space < kFeatureSpaceCount; ++space) {
    features[space] = make_set(segments_with[space], rows.size(), kSpaceWeights[space]);
  }
  constexpr auto kRules = static_cast<std::size_t>(FeatureSpace::kRules);
  features[kRules] = rule_features(kSpaceWeights[kRules]);
  return features;
}

/// The features of all spaces numbered through.
struct Matrix {
  std::vector<Row> of_practices;  ///< all spaces
  std::vector<Row> of_values;     ///< text and rules
  std::array<std::size_t, kFeatureSpaceCount> first{};
  std::size_t features = 0;
};

Matrix make_matrix(const TrainingSet& set, const FeatureVocabulary& features) {
  Matrix matrix;
  for (std::size_t space = 0; space < kFeatureSpaceCount; ++space) {
    matrix.first[space] = matrix.features;
    matrix.features += features[space].size();
  }
  FeatureReader reader(features);
  for (std::size_t segment = 0; segment < set.segments().size(); ++segment) {
    const FeatureVectors& vectors =
        reader.read(set.passage(segment), set.segments()[segment].rules, set.vocabulary());
    Row all;
    Row text;
    for (std::size_t space = 0; space < kFeatureSpaceCount; ++space) {
      const bool is_context = space != static_cast<std::size_t>(FeatureSpace::kText) &&
                              space != static_cast<std::size_t>(FeatureSpace::kRules);
      for (Feature feature : vectors[space]) {
        feature.number += static_cast<std::uint32_t>(matrix.first[space]);
        all.features.push_back(feature);
        if (!is_context) {
          text.features.push_back(feature);
        }
      }
    }
    for (Row* const row : {&all, &text}) {  // liblinear wants them ascending
      std::ranges::sort(row->features, {}, &Feature::number);
    }
    matrix.of_practices.push_back(std::move(all));
    matrix.of_values.push_back(std::move(text));
  }
  return matrix;
}

LinearWeights train_label(const Matrix& matrix, LabelId label, const Lesson& lesson) {
  if (!is_value(label)) {
    return train_svm(matrix.of_practices, matrix.features, lesson, kSquares);
  }
  LinearWeights weights = train_svm(matrix.of_values, matrix.features, lesson, kSquares);
  const LinearWeights sparse = train_svm(matrix.of_values, matrix.features, lesson, kAbsolute);
  for (std::size_t i = 0; i < weights.of.size(); ++i) {
    weights.of[i] += kShareOfAbsolute * sparse.of[i];
  }
  weights.bias += kShareOfAbsolute * sparse.bias;
  return weights;
}

/// Rounds the weights to what the file keeps; the margins of the trainer are then those of the
/// labeler.
float quantise(LinearWeights& weights) {
  double largest = 0;
  for (const double weight : weights.of) {
    largest = std::max(largest, std::abs(weight));
  }
  const auto scale = static_cast<float>(largest > 0 ? largest / kLargestWeight : 1);
  for (double& weight : weights.of) {
    weight = std::round(weight / static_cast<double>(scale)) * static_cast<double>(scale);
  }
  return scale;
}

struct Fit {
  ModelContent content;                      ///< not calibrated
  std::vector<std::vector<double>> margins;  ///< by label of the content, then segment
};

void store(const Matrix& matrix, const std::vector<LinearWeights>& all, ModelContent& content) {
  for (std::size_t space = 0; space < kFeatureSpaceCount; ++space) {
    const std::size_t labels = content.labels_in(static_cast<FeatureSpace>(space));
    for (std::size_t feature = 0; feature < content.features[space].size(); ++feature) {
      for (std::size_t i = 0; i < labels; ++i) {
        content.weights[space].push_back(
            static_cast<std::int8_t>(std::lround(all[i].of[matrix.first[space] + feature] /
                                                 static_cast<double>(content.labels[i].scale))));
      }
    }
  }
}

Fit fit(const TrainingSet& set, const std::vector<std::size_t>& rows) {
  Fit result;
  result.content.features = make_vocabulary(set, rows);
  const Matrix matrix = make_matrix(set, result.content.features);
  std::vector<LinearWeights> all;
  for (const LabelId label : trained_labels(set, rows)) {
    Lesson lesson{.rows = rows, .holds = {}, .weights = {}};
    for (const std::size_t row : rows) {
      lesson.holds.push_back(set.segments()[row].judgements[label].holds);
      lesson.weights.push_back(set.segments()[row].judgements[label].weight);
    }
    LinearWeights weights = train_label(matrix, label, lesson);
    const float scale = quantise(weights);
    auto& margins = result.margins.emplace_back();
    for (const Row& row : is_value(label) ? matrix.of_values : matrix.of_practices) {
      margins.push_back(weights.margin(row));
    }
    result.content.labels.push_back(
        {.label = label, .scale = scale, .bias = static_cast<float>(weights.bias)});
    result.content.context_labels += is_value(label) ? 0U : 1U;
    all.push_back(std::move(weights));
  }
  store(matrix, all, result.content);
  return result;
}

struct Observations {
  std::vector<double> margins;
  std::vector<bool> holds;
  int positives = 0;

  void add(double margin, bool held) {
    margins.push_back(margin);
    holds.push_back(held);
    positives += held ? 1 : 0;
  }
};

void calibrate_labels(const TrainingSet& set,
                      const HeldOutMargins& margins,
                      std::vector<ModelLabel>& labels) {
  std::array<Observations, kLabelCount> of_label;
  Observations of_values;
  for (const ModelLabel& label : labels) {
    for (std::size_t segment = 0; segment < set.segments().size(); ++segment) {
      if (const auto margin = margins[label.label][segment]) {
        const bool holds = set.segments()[segment].judgements[label.label].holds;
        of_label[label.label].add(*margin, holds);
        if (is_value(label.label)) {
          of_values.add(*margin, holds);
        }
      }
    }
  }
  const Calibration shared = calibrate(of_values.margins, of_values.holds);
  for (ModelLabel& label : labels) {
    const Observations& own = of_label[label.label];
    const Calibration calibration = is_value(label.label) && own.positives < kFewestToCalibrate
                                        ? shared
                                        : calibrate(own.margins, own.holds);
    label.slope = static_cast<float>(calibration.slope);
    label.offset = static_cast<float>(calibration.offset);
  }
}

}  // namespace

ModelTrainer::ModelTrainer(const TrainingSet& set) : set_(set) {
  for (const Segment& segment : set.segments()) {
    const auto place = std::ranges::lower_bound(set.policies(), segment.policy);
    folds_.push_back(static_cast<std::size_t>(place - set.policies().begin()) % kFolds);
  }
}

TrainedModel ModelTrainer::train(std::optional<std::size_t> without) const {
  const auto rows_without = [&](std::size_t other) {
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < folds_.size(); ++row) {
      if (folds_[row] != without && folds_[row] != other) {
        rows.push_back(row);
      }
    }
    return rows;
  };
  TrainedModel trained;
  for (auto& margins : trained.margins) {
    margins.resize(folds_.size());
  }
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    if (fold == without) {
      continue;
    }
    const Fit held_out = fit(set_, rows_without(fold));
    for (std::size_t i = 0; i < held_out.content.labels.size(); ++i) {
      for (std::size_t row = 0; row < folds_.size(); ++row) {
        if (folds_[row] == fold) {
          trained.margins[held_out.content.labels[i].label][row] = held_out.margins[i][row];
        }
      }
    }
  }
  trained.content = fit(set_, rows_without(kFolds)).content;
  calibrate_labels(set_, trained.margins, trained.content.labels);
  return trained;
}

}  // namespace smallprint::training
