#include "common/practices/rule_matcher.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/error.hpp"
#include "common/text_analyzer.hpp"

namespace smallprint {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// The rules of one label over a sentence: `begin-end@action` of each match.
std::vector<std::string> matches(const std::string& rules,
                                 std::string_view sentence,
                                 RulePlace place = RulePlace::kText) {
  RuleFile file;
  parse_rules("x.rules", "label data:contact\n" + rules, file);
  RuleLexicon lexicon;
  const RuleMatcher matcher(file, lexicon);
  TextAnalyzer analyzer;
  std::vector<Token> tokens;
  analyzer.analyze(sentence, tokens);
  std::vector<RuleWord> words;
  for (const Token& token : tokens) {
    words.push_back(
        lexicon.find(analyzer.vocabulary().term(analyzer.vocabulary().stem(token.word))));
  }
  std::vector<RuleMatch> found;
  matcher.match(words, place, found);
  std::vector<std::string> texts;
  for (const RuleMatch& match : found) {
    texts.push_back(std::to_string(match.begin) + "-" + std::to_string(match.end) + "@" +
                    std::to_string(match.action));
  }
  return texts;
}

TEST(RuleMatcher, ComparesWordsAsIndexTerms) {
  EXPECT_THAT(matches(" .5 share\n", "We shared it, sharing is fine"),
              ElementsAre("1-2@1", "3-4@3"));
  EXPECT_THAT(matches(" .5 e-mail\n", "your email"), ElementsAre("1-2@1"));
  EXPECT_THAT(matches(" .5 use\n", "a user"), IsEmpty());
}

TEST(RuleMatcher, AllowsAsManyWordsBetweenAsTheGapSays) {
  EXPECT_THAT(matches(" .5 share ~2 partner\n", "share it all partners"), ElementsAre("0-4@0"));
  EXPECT_THAT(matches(" .5 share ~2 partner\n", "share it all with partners"), IsEmpty());
  EXPECT_THAT(matches(" .5 share partner\n", "share partners"), ElementsAre("0-2@0"));
  EXPECT_THAT(matches(" .5 share ~3 partner\n", "partners share"), IsEmpty());
}

TEST(RuleMatcher, MatchesGroupsOfWordsAsOneElement) {
  EXPECT_THAT(matches(" .5 sell|pass_on ~3 third_party|friend\n", "we pass it on to a third party"),
              IsEmpty());
  EXPECT_THAT(
      matches(" .5 sell|pass_on ~3 third_party|friend\n", "we pass on all to third parties"),
      ElementsAre("1-7@1"));
}

TEST(RuleMatcher, FindsAWayThatThePartnerNearestByWouldCutOff) {
  // The first `address` is too far from `book`; the second is not.
  EXPECT_THAT(matches(" .5 your ~4 address ~1 book\n", "your address is an address book"),
              ElementsAre("0-6@0"));
}

TEST(RuleMatcher, TellsWhereTheActionStands) {
  EXPECT_THAT(matches(" .5 data ~3 shared* ~3 partner\n", "data may be shared with our partners"),
              ElementsAre("0-7@3"));
}

TEST(RuleMatcher, KeepsHeadingsAndTextApart) {
  EXPECT_THAT(matches(" .5 heading: security\n", "Security"), IsEmpty());
  EXPECT_THAT(matches(" .5 heading: security\n", "Security", RulePlace::kHeading),
              ElementsAre("0-1@0"));
}

TEST(RuleMatcher, ReturnsOneMatchForEachPlaceWhereARuleBegins) {
  EXPECT_THAT(matches(" .5 sell|rent* ~5 partner\n", "sell or rent to partners"),
              ElementsAre("0-5@0", "2-5@2"));
}

TEST(RuleMatcher, TakesTimeInProportionOnHostileSentences) {
  std::string sentence;
  for (int i = 0; i < 3000; ++i) {
    sentence += "data ";
  }
  EXPECT_THAT(matches(" .5 data ~30 data ~30 data ~30 data ~30 data ~30 partner\n", sentence),
              IsEmpty());
}

TEST(RuleMatcher, RefusesARuleWithoutAWord) {
  EXPECT_THROW((void)matches(" .5 http://a.example/x\n", "x"), Error);
}

}  // namespace
}  // namespace smallprint
