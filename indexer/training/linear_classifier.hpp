/// Linear support vector machines, by liblinear.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "common/practices/passage_features.hpp"

namespace smallprint::training {

/// One row of a training matrix.
struct Row {
  std::vector<Feature> features;
};

/// Which rows are learnt from and what each says.
struct Lesson {
  std::vector<std::size_t> rows;
  std::vector<bool> holds;     ///< by place in `rows`
  std::vector<float> weights;  ///< likewise, above 0, at most 1
};

struct LinearWeights {
  std::vector<double> of;  ///< by feature
  double bias = 0;

  [[nodiscard]] double margin(const Row& row) const;
};

enum class Penalty { kSquares, kAbsolute };

struct SvmSettings {
  Penalty penalty = Penalty::kSquares;
  double cost = 0.3;
  double tolerance = 1e-3;
};

/// Least regularised squared hinge loss. Both classes weigh the same in total; a row of weight w
/// counts as w rows (with Penalty::kAbsolute all count as one). The bias is regularised like a
/// feature of value 1. Needs both classes. The same lesson gives the same weights.
[[nodiscard]] LinearWeights train_svm(const std::vector<Row>& rows,
                                      std::size_t features,
                                      const Lesson& lesson,
                                      const SvmSettings& settings);

/// Slope and offset that make 1 / (1 + exp(-(slope x margin + offset))) a probability: logistic
/// regression on margins of rows that the weights have not seen.
struct Calibration {
  double slope = 1;
  double offset = 0;
};

[[nodiscard]] Calibration calibrate(const std::vector<double>& margins,
                                    const std::vector<bool>& holds);

}  // namespace smallprint::training
