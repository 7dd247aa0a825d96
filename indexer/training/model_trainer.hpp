/// From annotated segments to the model of the labeler.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "common/practices/practice_model.hpp"
#include "indexer/training/training_set.hpp"
#include "schemas/practices.hpp"

namespace smallprint::training {

/// Policies are dealt out by name: the i-th of the sorted names is in fold i mod 5. Segments of one
/// policy never part.
inline constexpr std::size_t kFolds = 5;

/// A practice is trained when so many segments have it; rarer ones are left to the rules.
inline constexpr int kFewestPositives = 5;

/// The same for attribute values: below it rules alone told them better taken together, half of
/// them worse. Chosen on the folds it was measured on (docs/model.md).
inline constexpr int kFewestOfValue = 25;

/// The same for denials, which overrule the rules' reading.
inline constexpr int kFewestDenials = 20;

/// Margins of segments under models that have not seen their policy. None for a label that too few
/// of the segments learnt from have.
using HeldOutMargins = std::array<std::vector<std::optional<double>>, kLabelCount>;

struct TrainedModel {
  ModelContent content;
  HeldOutMargins margins;  ///< by label and segment; empty for the segments of the fold left out
};

class ModelTrainer {
 public:
  /// `set` must outlive the trainer.
  explicit ModelTrainer(const TrainingSet& set);

  /// Trains on all folds but `without`. Each of them is also left out once, and the margins it gets
  /// then calibrate the model. The same set gives the same bytes.
  [[nodiscard]] TrainedModel train(std::optional<std::size_t> without) const;

  [[nodiscard]] std::size_t fold_of(std::size_t segment) const { return folds_[segment]; }

 private:
  const TrainingSet& set_;
  std::vector<std::size_t> folds_;  // by segment
};

}  // namespace smallprint::training
