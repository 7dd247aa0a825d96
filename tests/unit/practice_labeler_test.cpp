#include "common/practices/practice_labeler.hpp"

#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/tiny_model.hpp"

namespace smallprint {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::MatchesRegex;
using testing_support::tiny_model;
using testing_support::WordWeight;

constexpr LabelId kSecurity = label_of(Practice::kSecurity);
constexpr LabelId kSharing = label_of(Practice::kThirdParty);
constexpr LabelId kDenied = label_of(Practice::kThirdParty, Polarity::kDenied);

std::shared_ptr<const LabelingRules> own_rules() {
  static const auto rules = std::make_shared<const LabelingRules>();
  return rules;
}

PassageLabels label_by(const std::vector<WordWeight>& words, std::string_view text) {
  PracticeLabeler labeler(
      {.rules = own_rules(),
       .model = std::make_shared<const PracticeModel>("m.bin", encode(tiny_model(words)))});
  TextAnalyzer analyzer;
  std::vector<Token> tokens;
  analyzer.analyze(text, tokens);
  return labeler.label({.text = text, .text_tokens = tokens, .headings = {}, .previous = {}},
                       analyzer.vocabulary());
}

/// `practice[/polarity]: evidence` of each statement.
std::vector<std::string> statements(const PassageLabels& labels, std::string_view text) {
  std::vector<std::string> lines;
  for (const PracticeStatement& statement : labels.statements) {
    std::string line(entry(statement.practice).id);
    if (statement.polarity) {
      line += "/" + std::string(id(*statement.polarity));
    }
    lines.push_back(line + ": " +
                    std::string(text.substr(statement.evidence_begin,
                                            statement.evidence_end - statement.evidence_begin)));
  }
  return lines;
}

// A word that no rule knows makes the practice, so its sentence is the evidence.
TEST(PracticeLabeler, TakesTheBestSentenceOfWhatOnlyTheModelTells) {
  constexpr std::string_view kText = "Hello there. Zebras graze. Goodbye now.";

  EXPECT_THAT(statements(label_by({{"zebra", kSecurity, 127}}, kText), kText),
              ElementsAre("data-security: Zebras graze."));
}

TEST(PracticeLabeler, TakesAPracticeWithoutAnySupportForPerformed) {
  constexpr std::string_view kText = "Zebras graze.";

  EXPECT_THAT(statements(label_by({{"zebra", kSharing, 127}}, kText), kText),
              ElementsAre("third-party-sharing-collection/performed: Zebras graze."));
}

TEST(PracticeLabeler, HoldsNothingThatTheModelDoesNotTell) {
  constexpr std::string_view kText = "We share your email address with third parties.";

  EXPECT_THAT(statements(label_by({}, kText), kText), IsEmpty());
}

TEST(PracticeLabeler, TakesEvidenceAndPolarityFromTheRules) {
  constexpr std::string_view kText = "Hello there. We share your email address with third parties.";

  EXPECT_THAT(statements(label_by({{"hello", kSharing, 127}}, kText), kText),
              ElementsAre("third-party-sharing-collection/performed: We share your email address "
                          "with third parties."));
}

TEST(PracticeLabeler, StatesADenialThatOnlyTheModelTells) {
  constexpr std::string_view kText = "Hello there. Zebras graze.";
  const PassageLabels labels = label_by({{"zebra", kSharing, 127}, {"zebra", kDenied, 127}}, kText);

  EXPECT_THAT(statements(labels, kText),
              ElementsAre("third-party-sharing-collection/denied: Zebras graze."));
  EXPECT_EQ(labels.denied, set_of(Practice::kThirdParty));
}

// At the bias alone a denial has P = 1 / (1 + e^3) = .047.
TEST(PracticeLabeler, LeavesOutADenialThatTheModelFindsUnlikely) {
  constexpr std::string_view kText = "We do not share your email address with third parties.";

  EXPECT_THAT(statements(label_by({{"share", kSharing, 127}}, kText), kText), IsEmpty());
  EXPECT_THAT(
      statements(label_by({{"share", kSharing, 127}, {"share", kDenied, 20}}, kText), kText),
      ElementsAre(MatchesRegex("third-party-sharing-collection/denied: .*")));
}

TEST(PracticeLabeler, TakesADeniedListForNoDenialWithoutAnAction) {
  const auto denials = [](std::string_view text) {
    const PassageLabels labels =
        label_by({{"address", label_of(Practice::kFirstParty), 127}}, text);
    return std::ranges::count(labels.statements, Polarity::kDenied, &PracticeStatement::polarity);
  };
  EXPECT_EQ(denials("A cookie does not contain your name or postal address."), 0);
  EXPECT_EQ(denials("We do not collect your name or postal address."), 1);
}

TEST(PracticeLabeler, IsAsSureOfAStatementAsTheModel) {
  const PassageLabels labels = label_by({{"zebra", kSecurity, 127}}, "zebra");

  ASSERT_EQ(labels.statements.size(), 1U);
  EXPECT_NEAR(labels.statements[0].confidence, 0.9526, 1e-3);  // 1 / (1 + e^-3)
}

// The geometric mean of the model's .9526 and of .02 for rules that find nothing.
TEST(PracticeLabeler, MixesModelAndRulesIntoProbabilities) {
  const PassageLabels labels = label_by({{"zebra", kSecurity, 127}}, "zebra");

  EXPECT_NEAR(labels.probability[kSecurity], 0.1380, 1e-3);
}

TEST(PracticeLabeler, SurvivesATextWithoutWords) {
  EXPECT_THAT(label_by({}, "").statements, IsEmpty());
  EXPECT_THAT(label_by({}, "--- !!!").statements, IsEmpty());
}

TEST(LabelerName, NamesRulesAndModel) {
  const auto model = std::make_shared<const PracticeModel>("m.bin", encode(tiny_model({})));

  EXPECT_EQ(labeler_name({.rules = own_rules(), .model = nullptr}),
            "smallprint-labeler/4 rules:" + own_rules()->digest());
  EXPECT_EQ(labeler_name({.rules = own_rules(), .model = model}),
            "smallprint-labeler/4 rules:" + own_rules()->digest() + " model:" + model->digest());
}

}  // namespace
}  // namespace smallprint
