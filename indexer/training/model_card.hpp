/// What is told of a model beside it: how good it is on policies it has not seen, and its terms.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "common/practices/practice_model.hpp"
#include "indexer/training/model_trainer.hpp"
#include "indexer/training/training_set.hpp"

namespace smallprint::training {

struct LabelScore {
  LabelId label = 0;
  int right = 0;   ///< told and held
  int wrong = 0;   ///< told, not held
  int missed = 0;  ///< held, not told

  [[nodiscard]] double precision() const;
  [[nodiscard]] double recall() const;
  [[nodiscard]] double f1() const;
};

using HeldOutScores = std::vector<LabelScore>;  ///< by label

/// Counts a label as told where its margin is above 0, each label by itself.
[[nodiscard]] HeldOutScores score_held_out(const TrainingSet& set, const HeldOutMargins& margins);

/// One line a label, then micro and macro averages of the nine practices and of all eleven.
[[nodiscard]] std::string scores_table(const HeldOutScores& scores);

struct ModelCard {
  const TrainingSet& set;
  const ModelContent& content;
  const HeldOutScores& scores;
  std::string digest;
  std::size_t bytes = 0;
};

/// MODEL_CARD.md.
[[nodiscard]] std::string model_card(const ModelCard& card);

}  // namespace smallprint::training
