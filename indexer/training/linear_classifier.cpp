#include "indexer/training/linear_classifier.hpp"

#include <array>
#include <cmath>
#include <cstdlib>
#include <memory>

#include <linear.h>

namespace smallprint::training {
namespace {

struct ModelDeleter {
  void operator()(model* owned) const { free_and_destroy_model(&owned); }
};

void print_nothing(const char* /*text*/) {
}

/// liblinear's form of a lesson. liblinear weighs classes but not rows: with the squared hinge loss
/// and squares as penalty, a row of weight w is the same as a full one with a feature of its own of
/// value sqrt((1 / w - 1) / (2 C)).
class Problem {
 public:
  Problem(const std::vector<Row>& rows, std::size_t features, const Lesson& lesson)
      : features_(static_cast<int>(features)), lesson_(lesson) {
    for (std::size_t i = 0; i < lesson.rows.size(); ++i) {
      auto& nodes = nodes_.emplace_back();
      for (const Feature& feature : rows[lesson.rows[i]].features) {
        nodes.push_back({.index = static_cast<int>(feature.number) + 1, .value = feature.value});
      }
      nodes.push_back({.index = features_ + 1, .value = 1});
      nodes.push_back({.index = -1, .value = 0});
      targets_.push_back(lesson.holds[i] ? 1 : -1);
    }
  }

  void add_weights(double cost_of_true, double cost_of_false) {
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      const double weight = static_cast<double>(lesson_.weights[i]);
      if (weight < 1) {
        const double cost = lesson_.holds[i] ? cost_of_true : cost_of_false;
        nodes_[i].back() = {.index = ++last_, .value = std::sqrt((1 / weight - 1) / (2 * cost))};
        nodes_[i].push_back({.index = -1, .value = 0});
      }
    }
  }

  [[nodiscard]] problem get() {
    starts_.clear();
    for (auto& nodes : nodes_) {
      starts_.push_back(nodes.data());
    }
    return {.l = static_cast<int>(nodes_.size()),
            .n = last_,
            .y = targets_.data(),
            .x = starts_.data(),
            .bias = -1};
  }

 private:
  int features_;
  int last_ = features_ + 1;
  const Lesson& lesson_;
  std::vector<std::vector<feature_node>> nodes_;
  std::vector<feature_node*> starts_;
  std::vector<double> targets_;
};

}  // namespace

double LinearWeights::margin(const Row& row) const {
  double sum = bias;
  for (const Feature& feature : row.features) {
    sum += of[feature.number] * static_cast<double>(feature.value);
  }
  return sum;
}

LinearWeights train_svm(const std::vector<Row>& rows,
                        std::size_t features,
                        const Lesson& lesson,
                        const SvmSettings& settings) {
  double positives = 0;
  for (const bool holds : lesson.holds) {
    positives += holds ? 1 : 0;
  }
  const auto all = static_cast<double>(lesson.rows.size());
  std::array<int, 2> classes{1, -1};
  std::array<double, 2> class_weights{all / (2 * positives), all / (2 * (all - positives))};

  Problem form(rows, features, lesson);
  if (settings.penalty == Penalty::kSquares) {
    form.add_weights(settings.cost * class_weights[0], settings.cost * class_weights[1]);
  }
  const problem data = form.get();
  parameter how{};
  how.solver_type = settings.penalty == Penalty::kSquares ? L2R_L2LOSS_SVC_DUAL : L1R_L2LOSS_SVC;
  how.eps = settings.tolerance;
  how.C = settings.cost;
  how.nr_weight = 2;
  how.weight_label = classes.data();
  how.weight = class_weights.data();
  set_print_string_function(&print_nothing);
  std::srand(1);  // liblinear visits the rows in the order rand() gives
  const std::unique_ptr<model, ModelDeleter> trained(train(&data, &how));

  LinearWeights weights;
  const double sign = trained->label[0] == 1 ? 1 : -1;
  for (std::size_t i = 0; i < features; ++i) {
    weights.of.push_back(sign * trained->w[i]);
  }
  weights.bias = sign * trained->w[features];
  return weights;
}

// Newton's method in steps of limited length; a little ridge keeps the answer finite where the
// margins part the classes.
Calibration calibrate(const std::vector<double>& margins, const std::vector<bool>& holds) {
  constexpr int kSteps = 100;
  constexpr double kRidge = 1e-3;
  constexpr double kLongestStep = 2;
  Calibration fit;
  for (int step = 0; step < kSteps; ++step) {
    double gradient_slope = kRidge * fit.slope;
    double gradient_offset = 0;
    double slope_slope = kRidge;
    double slope_offset = 0;
    double offset_offset = kRidge;
    for (std::size_t i = 0; i < margins.size(); ++i) {
      const double p = 1 / (1 + std::exp(-(fit.slope * margins[i] + fit.offset)));
      const double error = p - (holds[i] ? 1 : 0);
      const double spread = p * (1 - p);
      gradient_slope += error * margins[i];
      gradient_offset += error;
      slope_slope += spread * margins[i] * margins[i];
      slope_offset += spread * margins[i];
      offset_offset += spread;
    }
    const double determinant = slope_slope * offset_offset - slope_offset * slope_offset;
    const double change_slope =
        (offset_offset * gradient_slope - slope_offset * gradient_offset) / determinant;
    const double change_offset =
        (slope_slope * gradient_offset - slope_offset * gradient_slope) / determinant;
    const double length = std::abs(change_slope) + std::abs(change_offset);
    const double share = length > kLongestStep ? kLongestStep / length : 1;
    fit.slope -= share * change_slope;
    fit.offset -= share * change_offset;
    if (length < 1e-9) {
      break;
    }
  }
  return fit;
}

}  // namespace smallprint::training
