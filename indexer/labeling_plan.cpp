#include "indexer/labeling_plan.hpp"

#include <fstream>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "common/digest.hpp"
#include "common/error.hpp"
#include "common/printable.hpp"

namespace smallprint::indexing {

namespace fs = std::filesystem;

LabelingPlan::LabelingPlan(const LabelerOptions& options)
    : kind_(options.kind), folds_(options.folds) {
  if (kind_ == LabelerKind::kRules && (options.model || folds_)) {
    throw Error(ExitCode::kUsage,
                "--labeler rules takes no model",
                "leave --model and --model-folds out, or use --labeler model");
  }
  if (options.model && folds_) {
    throw Error(ExitCode::kUsage, "--model and --model-folds exclude each other");
  }
  settings_.rules = options.rules ? std::make_shared<const LabelingRules>(*options.rules)
                                  : std::make_shared<const LabelingRules>();
  if (kind_ == LabelerKind::kRules || folds_) {
    name_ = labeler_name(settings_);
  }
  if (folds_) {
    read_folds(*folds_);
  } else if (kind_ == LabelerKind::kModel) {
    settings_.model = options.model ? std::make_shared<const PracticeModel>(*options.model)
                                    : std::make_shared<const PracticeModel>();
    name_ = labeler_name(settings_);
  }
}

void LabelingPlan::read_folds(const fs::path& table) {
  std::ifstream in(table);
  if (!in) {
    throw Error(ExitCode::kNoInput, table.string() + ": cannot read this table of models");
  }
  std::map<std::string, std::shared_ptr<const PracticeModel>> models;
  Digest all;
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    const std::size_t tab = line.find('\t');
    if (tab == 0 || tab == std::string::npos || tab + 1 == line.size()) {
      throw Error(
          ExitCode::kUsage,
          fmt::format(
              "{}:{}: not `site TAB model file`: {}", table.string(), number, printable(line)));
    }
    auto& model = models[line.substr(tab + 1)];
    if (!model) {
      model = std::make_shared<const PracticeModel>(table.parent_path() / line.substr(tab + 1));
    }
    const auto [known, is_new] = by_site_.try_emplace(
        line.substr(0, tab), LabelerSettings{.rules = settings_.rules, .model = model});
    if (!is_new && known->second.model != model) {
      throw Error(
          ExitCode::kUsage,
          fmt::format(
              "{}:{}: a second model for {}", table.string(), number, printable(known->first)));
    }
  }
  for (const auto& [site, settings] : by_site_) {
    all.update(site + '\t' + settings.model->digest() + '\n');
  }
  name_ += " folds:" + to_hex(all.value());
}

const LabelerSettings& LabelingPlan::settings_for(std::string_view site) const {
  if (!folds_) {
    return settings_;
  }
  const auto found = by_site_.find(site);
  if (found == by_site_.end()) {
    throw Error(ExitCode::kUsage,
                fmt::format("{}: no model for {}", folds_->string(), printable(site)));
  }
  return found->second;
}

PracticeLabeler& PlannedLabelers::labeler_for(std::string_view site) {
  const LabelerSettings& settings = plan_.settings_for(site);
  return labelers_.try_emplace(settings.model.get(), settings).first->second;
}

}  // namespace smallprint::indexing
