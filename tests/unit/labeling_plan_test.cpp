#include "indexer/labeling_plan.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/error.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/tiny_model.hpp"

namespace smallprint::indexing {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;
using testing_support::TemporaryFolder;
using testing_support::tiny_model;

constexpr LabelId kSecurity = label_of(Practice::kSecurity);

/// Two models, and a table with the given lines.
class Folds {
 public:
  explicit Folds(std::string_view lines) {
    folder_.write("one.bin", encode(tiny_model({})));
    folder_.write("two.bin", encode(tiny_model({{"zebra", kSecurity, 127}})));
    options_.folds = folder_.write("folds.tsv", lines);
  }

  [[nodiscard]] const LabelerOptions& options() const { return options_; }

 private:
  TemporaryFolder folder_;
  LabelerOptions options_;
};

std::string refusal(const LabelerOptions& options) {
  try {
    const LabelingPlan plan(options);
    return "";
  } catch (const Error& error) {
    return error.what();
  }
}

TEST(LabelingPlan, HasTheProgramsModelUnlessToldOtherwise) {
  const LabelingPlan plan;

  EXPECT_TRUE(plan.has_model());
  EXPECT_EQ(plan.settings_for("a.com").model->digest(), PracticeModel().digest());
  EXPECT_EQ(plan.name(), labeler_name(plan.settings_for("a.com")));
}

TEST(LabelingPlan, OfRulesHasNoModel) {
  LabelerOptions options;
  options.kind = LabelerKind::kRules;
  const LabelingPlan plan(options);

  EXPECT_FALSE(plan.has_model());
  EXPECT_EQ(plan.settings_for("a.com").model, nullptr);
  EXPECT_THAT(plan.name(), MatchesRegex("smallprint-labeler/4 rules:[0-9a-f]+"));
}

TEST(LabelingPlan, OfRulesTakesNoModel) {
  LabelerOptions options;
  options.kind = LabelerKind::kRules;
  options.model = "m.bin";

  EXPECT_EQ(refusal(options), "--labeler rules takes no model");
}

TEST(LabelingPlan, GivesEachSiteTheModelOfItsLine) {
  const Folds folds("a.com\tone.bin\nb.com\ttwo.bin\n1\tone.bin\n");
  const LabelingPlan plan(folds.options());

  EXPECT_EQ(plan.settings_for("a.com").model, plan.settings_for("1").model);
  EXPECT_NE(plan.settings_for("a.com").model->digest(), plan.settings_for("b.com").model->digest());
  EXPECT_THAT(plan.name(), MatchesRegex("smallprint-labeler/4 rules:[0-9a-f]+ folds:[0-9a-f]+"));
}

TEST(LabelingPlan, IsNamedByWhichModelEachSiteHas) {
  const Folds folds("a.com\tone.bin\nb.com\ttwo.bin\n");
  const Folds same("b.com\ttwo.bin\na.com\tone.bin\n");
  const Folds other("a.com\ttwo.bin\nb.com\tone.bin\n");

  EXPECT_EQ(LabelingPlan(folds.options()).name(), LabelingPlan(same.options()).name());
  EXPECT_NE(LabelingPlan(folds.options()).name(), LabelingPlan(other.options()).name());
}

TEST(LabelingPlan, RefusesASiteThatIsNotInTheTable) {
  const Folds folds("a.com\tone.bin\n");
  const LabelingPlan plan(folds.options());

  EXPECT_THROW(static_cast<void>(plan.settings_for("b.com")), Error);
}

TEST(LabelingPlan, NamesTheLineOfTheTableThatIsWrong) {
  EXPECT_THAT(refusal(Folds("a.com\tone.bin\nb.com one.bin\n").options()),
              HasSubstr("folds.tsv:2: not `site TAB model file`: b.com one.bin"));
  EXPECT_THAT(refusal(Folds("a.com\tone.bin\na.com\ttwo.bin\n").options()),
              HasSubstr("folds.tsv:2: a second model for a.com"));
  EXPECT_THAT(refusal(Folds("a.com\tnone.bin\n").options()),
              HasSubstr("none.bin: cannot read this model"));
}

}  // namespace
}  // namespace smallprint::indexing
