/// Which labeler labels which policy.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "common/practices/practice_labeler.hpp"

namespace smallprint::indexing {

enum class LabelerKind {
  kRules,  ///< the rules alone
  kModel   ///< the rules and a model
};

/// As asked for on the command line.
struct LabelerOptions {
  LabelerKind kind = LabelerKind::kModel;
  std::optional<std::filesystem::path> rules;  ///< folder of rules; else the program's own
  std::optional<std::filesystem::path> model;  ///< else the program's own
  std::optional<std::filesystem::path> folds;  ///< see LabelingPlan; excludes `model`
};

/// Immutable; share one among threads.
///
/// With a table of folds each policy has a model of its own, the one that was trained without it,
/// so that a model can be judged on the policies it comes from. A line of the table is a site (or,
/// in `label`, the part of segment_id before its `:`), a tab, and a model file, relative to the
/// table.
class LabelingPlan {
 public:
  /// Throws Error(kNoInput, kUsage) naming the file, and line, that is missing or wrong; kUsage
  /// when a model is given for rules alone.
  explicit LabelingPlan(const LabelerOptions& options = {});

  /// Throws Error(kUsage) when there is a table and the site is not in it.
  [[nodiscard]] const LabelerSettings& settings_for(std::string_view site) const;

  /// labeler_name, with a table `folds:DIGEST` for `model:DIGEST`.
  [[nodiscard]] const std::string& name() const { return name_; }

  [[nodiscard]] bool has_model() const { return kind_ == LabelerKind::kModel; }

 private:
  void read_folds(const std::filesystem::path& table);

  LabelerKind kind_;
  std::string name_;
  LabelerSettings settings_;  // of all policies, unless there is a table
  std::optional<std::filesystem::path> folds_;
  std::map<std::string, LabelerSettings, std::less<>> by_site_;
};

/// The labelers of one thread, each made when its first policy comes.
class PlannedLabelers {
 public:
  /// `plan` must outlive it.
  explicit PlannedLabelers(const LabelingPlan& plan) : plan_(plan) {}

  /// The site's labeler. Throws as LabelingPlan::settings_for.
  [[nodiscard]] PracticeLabeler& labeler_for(std::string_view site);

 private:
  const LabelingPlan& plan_;
  std::map<const PracticeModel*, PracticeLabeler> labelers_;
};

}  // namespace smallprint::indexing
