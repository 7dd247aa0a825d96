#include "common/practices/stated_polarity.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "common/practices/labeling_rules.hpp"
#include "common/text_analyzer.hpp"

namespace smallprint {
namespace {

/// What a passage states of a practice, in the order of the polarities: "performed denied".
class StatedBy {
 public:
  std::string operator()(Practice practice, std::string_view text) {
    tokens_.clear();
    analyzer_.analyze(text, tokens_);
    split_into_sentences(text, tokens_, analyzer_.vocabulary(), rule_words_, sentences_);
    evidence_.begin_passage();
    for (std::size_t i = 0; i < sentences_.sentences.size(); ++i) {
      if (!sentences_.sentences[i].is_question) {
        evidence_.add_sentence(sentences_, i);
      }
    }
    const PolaritySet stated = stated_polarity(sentences_, evidence_, practice);
    std::string words;
    for (const Polarity polarity :
         {Polarity::kPerformed, Polarity::kDenied, Polarity::kConditional}) {
      if (stated.has(polarity)) {
        words += (words.empty() ? "" : " ") + std::string(id(polarity));
      }
    }
    return words;
  }

 private:
  LabelingRules rules_;
  TextAnalyzer analyzer_;
  RuleWordCache rule_words_{rules_.lexicon()};
  RuleEvidence evidence_{rules_};
  PassageSentences sentences_;
  std::vector<Token> tokens_;
};

struct Reading {
  std::string_view text;
  std::string_view states;
};

void expect_readings(Practice practice, const std::vector<Reading>& readings) {
  StatedBy stated_by;
  for (const Reading& reading : readings) {
    EXPECT_EQ(stated_by(practice, reading.text), reading.states) << reading.text;
  }
}

TEST(StatedPolarity, IsReadOffEverydayVerbsOfTelling) {
  expect_readings(Practice::kThirdParty,
                  {{"Your ballot is mentioned to the warden.", "performed"},
                   {"We do not discuss your marks with the bursar.", "denied"},
                   {"The bursar hears of it only if you agree.", "conditional"},
                   {"Your essay never leaves the college.", "denied"}});
}

TEST(StatedPolarity, IsReadOffEverydayVerbsOfNoting) {
  expect_readings(Practice::kFirstParty,
                  {{"The gate photographs each car.", "performed"},
                   {"The scale does not remember your weight.", "denied"},
                   {"The lamp listens to nobody.", "denied"},
                   {"The door scans a face unless you forbid it.", "conditional"}});
}

TEST(StatedPolarity, IsReadOffClausesWithoutSuchAVerb) {
  expect_readings(Practice::kThirdParty,
                  {{"None of this is for the bursar's ears.", "denied"},
                   {"Nobody at the bursary is any the wiser, unless you speak up.", "conditional"},
                   {"The bursar is no stranger to it.", "performed"}});
  expect_readings(Practice::kFirstParty, {{"The lamp stays deaf.", "performed"}});
}

TEST(StatedPolarity, OfTellingIsNotReadOffWhatTheCompanyGetsOrKeeps) {
  expect_readings(Practice::kThirdParty,
                  {{"We do not see your card.", "denied"},
                   {"We do not retain your essay.", ""},
                   {"You may mention it to friends.", ""}});
}

TEST(StatedPolarity, PrefersATellingToAnIdiomOfKeepingBack) {
  expect_readings(
      Practice::kThirdParty,
      {{"Your marks are held in confidence.", "denied"},
       {"Your marks are held in confidence and mentioned only with your consent.", "conditional"}});
}

TEST(StatedPolarity, HoldsAWeakerStatementInAClauseOfItsOwn) {
  expect_readings(
      Practice::kThirdParty,
      {{"We share your name and address with third parties; we never show marks.",
        "performed denied"},
       {"We share your name and address with third parties who show it to no one.", "performed"}});
}

TEST(StatedPolarity, ReadsTheSentencesThatNoRuleKnows) {
  expect_readings(
      Practice::kThirdParty,
      {{"The bursar gets a copy of your marks. We do not sell your data.", "performed denied"}});
}

TEST(StatedPolarity, OfQuestionsIsNone) {
  expect_readings(Practice::kThirdParty, {{"Is the bursar told?", ""}});
}

}  // namespace
}  // namespace smallprint
