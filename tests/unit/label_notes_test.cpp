#include "searcher/query/label_notes.hpp"

#include <algorithm>
#include <memory>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/practices/label_names.hpp"
#include "common/practices/practice_labeler.hpp"
#include "common/text_analyzer.hpp"
#include "schemas/label_quality.hpp"
#include "searcher/query/query_parser.hpp"

namespace smallprint::searching {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> notes(const std::string& query,
                               const Filters& filters = {},
                               std::string_view labeler = kJudgedModel) {
  TextAnalyzer analyzer;
  return notes_on_labels(parse_query(query, analyzer), filters, labeler);
}

TEST(NotesOnLabels, SayHowManyPoliciesWereTold) {
  const auto quality = quality_of("third-party-sharing-collection/denied", kJudgedModel);
  ASSERT_TRUE(quality);
  EXPECT_THAT(
      notes("email practice:third-party-sharing-collection/denied"),
      ElementsAre(AllOf(HasSubstr("third-party-sharing-collection/denied is told by a program"),
                        HasSubstr("readers found it in " + std::to_string(quality->stated)),
                        HasSubstr("the program in " + std::to_string(quality->told)),
                        HasSubstr("both in " + std::to_string(quality->both)))));
}

TEST(NotesOnLabels, AreOfFiltersToo) {
  TextAnalyzer analyzer;
  Filters filters;
  filters.statement.practices = {{Practice::kSecurity, std::nullopt}};
  filters.statement.data = {*find_value(Attribute::kData, "contact")};
  filters.excluded = {parse_query("practice:data-retention", analyzer)};
  EXPECT_THAT(
      notes("", filters),
      ElementsAre(
          HasSubstr("data-retention"), HasSubstr("data-security"), HasSubstr("data:contact")));
}

TEST(NotesOnLabels, SayWhatWasNotMeasured) {
  EXPECT_THAT(notes("practice:first-party-collection-use/conditional"),
              ElementsAre(HasSubstr("has not been measured")));
  EXPECT_THAT(notes("data:contact", {}, "smallprint-labeler/1 rules:0"),
              ElementsAre(HasSubstr("has not been measured")));
}

TEST(NotesOnLabels, DifferBetweenTheModelAndTheRules) {
  EXPECT_NE(notes("practice:data-retention"), notes("practice:data-retention", {}, kJudgedRules));
}

TEST(NotesOnLabels, AreNoneForWords) {
  EXPECT_THAT(notes("\"data retention\" site:a.example"), IsEmpty());
}

// A changed rule or model is another labeler: scripts/evaluate prints the table that then holds.
TEST(LabelQuality, IsThatOfTheEmbeddedLabeler) {
  const auto rules = std::make_shared<const LabelingRules>();
  EXPECT_EQ(labeler_name({.rules = rules, .model = nullptr}), kJudgedRules);
  EXPECT_EQ(labeler_name({.rules = rules, .model = std::make_shared<const PracticeModel>()}),
            kJudgedModel);
}

TEST(LabelQuality, IsOfKnownLabelsEachOnce) {
  for (const JudgedLabel& judged : kJudgedLabels) {
    EXPECT_TRUE(find_label(judged.label)) << judged.label;
    EXPECT_EQ(std::ranges::count(kJudgedLabels, judged.label, &JudgedLabel::label), 1);
  }
}

}  // namespace
}  // namespace smallprint::searching
