#include "common/practices/rule_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/error.hpp"
#include "common/practices/label_names.hpp"

namespace smallprint {
namespace {

using testing::ElementsAre;

RuleFile parsed(std::string_view text) {
  RuleFile file;
  parse_rules("x.rules", text, file);
  return file;
}

std::string failure(std::string_view text) {
  try {
    (void)parsed(text);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ExitCode::kUsage);
    return error.what();
  }
  return "no error";
}

TEST(ParseRules, ReadsSetsThatGoOnAndHoldOtherSets) {
  const RuleFile file = parsed(
      "set third = third party, partner,\n"
      "    service provider  # and so on\n"
      "\n"
      "set others = {third}, advertiser\n");

  EXPECT_THAT(file.sets.at("third"), ElementsAre("third party", "partner", "service provider"));
  EXPECT_THAT(file.sets.at("others"),
              ElementsAre("third party", "partner", "service provider", "advertiser"));
}

TEST(ParseRules, ReadsARuleWithItsGapsActionAndPlace) {
  const RuleFile file = parsed(
      "set third = partner\n"
      "label third-party-sharing-collection\n"
      "  .9  share|pass_on* ~8 {third}\n"
      "  -.5 heading: experience\n");

  ASSERT_EQ(file.rules.size(), 2U);
  const Rule& rule = file.rules[0];
  EXPECT_EQ(label_name(rule.label), "third-party-sharing-collection");
  EXPECT_DOUBLE_EQ(rule.weight, 0.9);
  EXPECT_EQ(rule.place, RulePlace::kText);
  ASSERT_EQ(rule.elements.size(), 2U);
  EXPECT_THAT(rule.elements[0].alternatives, ElementsAre("share", "pass_on"));
  EXPECT_TRUE(rule.elements[0].is_action);
  EXPECT_EQ(rule.elements[0].gap, 0U);
  EXPECT_THAT(rule.elements[1].alternatives, ElementsAre("partner"));
  EXPECT_FALSE(rule.elements[1].is_action);
  EXPECT_EQ(rule.elements[1].gap, 8U);
  EXPECT_DOUBLE_EQ(file.rules[1].weight, -0.5);
  EXPECT_EQ(file.rules[1].place, RulePlace::kHeading);
}

TEST(ParseRules, NamesFileLineAndReason) {
  EXPECT_EQ(failure("\nfoo bar\n"), "x.rules:2: expected `set` or `label`, found `foo`");
  EXPECT_EQ(failure("  .9 share\n"), "x.rules:1: an indented line must follow a set or a label");
  EXPECT_EQ(failure("label data:shoes\n"),
            "x.rules:1: no label is called `data:shoes`: `smallprint-index practices` lists them");
  EXPECT_EQ(failure("label data:contact\n  1.5 email\n"),
            "x.rules:2: `1.5` is no weight: a number from -1 to 1, not 0");
  EXPECT_EQ(failure("label data:contact\n  nan email\n"),
            "x.rules:2: `nan` is no weight: a number from -1 to 1, not 0");
  EXPECT_EQ(failure("label data:contact\n  .5 email ~99 us\n"),
            "x.rules:2: `~99` is no gap: ~0 to ~30 between two words");
  EXPECT_EQ(failure("label data:contact\n  .5 ~3 email\n"),
            "x.rules:2: `~3` is no gap: ~0 to ~30 between two words");
  EXPECT_EQ(failure("label data:contact\n  .5\n"), "x.rules:2: a rule has 1 to 12 elements");
  EXPECT_EQ(failure("label data:contact\n  .5 {nobody}\n"),
            "x.rules:2: no set {nobody} was defined before");
  EXPECT_EQ(failure("label data:contact\n  .5 a||b\n"),
            "x.rules:2: `` is no word, word group or {set}");
  EXPECT_EQ(failure("set a = {a}\n"), "x.rules:1: no set {a} was defined before");
  EXPECT_EQ(failure("set a = b\nset a = c\n"), "x.rules:2: the set `a` is defined twice");
  EXPECT_EQ(failure("set a\n"), "x.rules:1: expected `set NAME = word, word group, {other set}`");
}

TEST(LabelNames, AreUniqueAndFoundAgain) {
  for (std::size_t label = 0; label < kLabelCount; ++label) {
    const auto id = static_cast<LabelId>(label);
    EXPECT_EQ(find_label(label_name(id)), id) << label_name(id);
  }
  EXPECT_EQ(label_name(label_of(Practice::kThirdParty, Polarity::kDenied)),
            "third-party-sharing-collection/denied");
  EXPECT_EQ(find_label("data-security/denied"), std::nullopt);
}

}  // namespace
}  // namespace smallprint
