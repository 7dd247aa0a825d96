#include "common/text_analyzer.hpp"

#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smallprint {
namespace {

struct TextCase {
  std::string text;
  std::string terms;  ///< with spaces between; `|` for a break
};

void PrintTo(const TextCase& test_case, std::ostream* out) {
  *out << testing::PrintToString(test_case.text);
}

std::string terms_of(TextAnalyzer& analyzer, std::string_view text) {
  std::vector<Token> tokens;
  analyzer.analyze(text, tokens);
  const Vocabulary& vocabulary = analyzer.vocabulary();
  std::string terms;
  for (const Token& token : tokens) {
    terms += terms.empty() ? "" : " ";
    terms += token.word == kBreakWord ? "|" : vocabulary.term(vocabulary.stem(token.word));
  }
  return terms;
}

class TextTerms : public testing::TestWithParam<TextCase> {};

TEST_P(TextTerms, AreThoseOfTheTable) {
  TextAnalyzer analyzer;

  EXPECT_EQ(terms_of(analyzer, GetParam().text), GetParam().terms);
  EXPECT_EQ(terms_of(analyzer, GetParam().text), GetParam().terms) << "from the cache";
}

INSTANTIATE_TEST_SUITE_P(
    Sentences,
    TextTerms,
    testing::ValuesIn(std::vector<TextCase>{
        {"", ""},
        {"We don’t share your e-mail address.", "we do not share your email address"},
        {"We do not share your email address.", "we do not share your email address"},
        {"Visit our Web Sites at www.example.com or photodex.com.",
         "visit our websit at or photodex com"},
        {"Write to privacy@example.com, please", "write to pleas"},
        {"third-party, third parties, thirdparty", "third parti third parti third parti"},
        {"opt out, opt-out, optout, opted-out, opting out, opt-outs",
         "opt out opt out opt out opt out opt out opt out"},
        {"opt-in; optin", "opt in opt in"},
        {"non-personal, nonpersonal data", "non personal non personal data"},
        {"e.g. cookies (i.e. files)", "eg cooki ie file"},
        {"your device(s) and account(s)", "your devic and account"},
    }));

INSTANTIATE_TEST_SUITE_P(
    Joins,
    TextTerms,
    testing::ValuesIn(std::vector<TextCase>{
        {"e-mail E-Mail email e mail emails e-mails", "email email email email email email"},
        {"e\u2011mail e–mail e\u00ADmail e\u00A0mail", "email email email email"},
        {"e, mail", "e mail"},
        {"e\nmail", "e | mail"},
        {"e - mail", "e mail"},
        {"website, web site, web-site, Web sites", "websit websit websit websit"},
        {"web web site", "web websit"},
        {"e-mail-address", "email address"},
        {"non-e-mail", "non email"},
        {"on-line, online, on line", "onlin onlin on line"},
        {"log in, log-in, login, logged in", "login login login log in"},
        {"sign up, sign-up, signup", "sign up sign up sign up"},
        {"pop-up, popup, pop ups", "popup popup popup"},
        {"un-subscribe, unsubscribe", "unsubscrib unsubscrib"},
        {"co-operate or cooperate", "cooper or cooper"},
        {"web", "web"},
    }));

INSTANTIATE_TEST_SUITE_P(CountryOrPronoun,
                         TextTerms,
                         testing::ValuesIn(std::vector<TextCase>{
                             {"US law, U.S. law, U.S law, USA", "usa law usa law usa law usa"},
                             {"contact us", "contact us"},
                             {"Contact Us", "contact us"},
                             {"PLEASE CONTACT US", "pleas contact us"},
                             {"see CONTACT US below", "see contact us below"},
                             {"CONTACT US AT", "contact us at"},
                             {"(“WE”, “OUR” OR “US”)", "we our or us"},
                             {"in the US", "in the usa"},
                             {"EU-US Privacy Shield", "eu usa privaci shield"},
                             {"the EU, US and UK", "the eu usa and uk"},
                             {"the DAA (US)", "the daa usa"},
                             {"CITIZENS OF THE US", "citizen of the usa"},
                             {"A US COMPANY", "a usa compani"},
                             {"SCC | US | Meta", "scc | usa | meta"},
                             {"US RESIDENTS", "usa resid"},
                             {"PLEASE CONTACT US in the US.", "pleas contact us in the usa"},
                         }));

INSTANTIATE_TEST_SUITE_P(Breaks,
                         TextTerms,
                         testing::ValuesIn(std::vector<TextCase>{
                             {"one\ntwo", "one | two"},
                             {"one\n\n\ntwo", "one | two"},
                             {"\none\n", "one"},
                             {"one | two\nthree", "one | two | three"},
                             {"one | | two", "one | two"},
                             {"one|two", "one two"},
                             {"\n", ""},
                             {"one\nhttp://a.b\ntwo", "one | two"},
                             {"one\n\u3164 two", "one | two"},  // the letter gives no token
                             {"\u3164\ntwo", "two"},
                         }));

TEST(TextAnalyzerTest, GivesRangesInBytes) {
  TextAnalyzer analyzer;
  std::vector<Token> tokens;

  //                0    5         15       24
  analyzer.analyze("Né, don’t, web site\nend", tokens);

  using testing::ElementsAre;
  std::vector<std::pair<std::size_t, std::size_t>> ranges;
  ranges.reserve(tokens.size());
  for (const Token& token : tokens) {
    ranges.emplace_back(token.begin, token.end);
  }
  EXPECT_THAT(ranges,
              ElementsAre(std::pair(0, 3),    // Né, of three bytes
                          std::pair(5, 12),   // do
                          std::pair(5, 12),   // not
                          std::pair(14, 22),  // web site
                          std::pair(22, 23),  // break
                          std::pair(23, 26)));
}

TEST(TextAnalyzerTest, GivesBothHalvesTheWrittenFormOfTheWhole) {
  TextAnalyzer analyzer;
  std::vector<Token> tokens;

  analyzer.analyze("Don’t e-mail E mail", tokens);

  const Vocabulary& vocabulary = analyzer.vocabulary();
  ASSERT_EQ(tokens.size(), 4U);
  EXPECT_EQ(vocabulary.written(tokens[0].word), "don't");
  EXPECT_EQ(vocabulary.written(tokens[1].word), "don't");
  EXPECT_EQ(vocabulary.written(tokens[2].word), "e-mail");
  EXPECT_EQ(vocabulary.written(tokens[3].word), "e mail");
  EXPECT_EQ(vocabulary.stem(tokens[2].word), vocabulary.stem(tokens[3].word));
}

TEST(TextAnalyzerTest, HoldsInItsVocabularyOnlyWordsThatWereUsed) {
  TextAnalyzer analyzer;

  terms_of(analyzer, "e-mail web site PLEASE CONTACT US");

  std::vector<std::string> written;
  for (WordId word = 1; word < analyzer.vocabulary().words(); ++word) {
    written.emplace_back(analyzer.vocabulary().written(word));
  }
  EXPECT_THAT(written, testing::ElementsAre("e-mail", "web site", "please", "contact", "us"));
}

TEST(TextAnalyzerTest, AppendsWithoutABreak) {
  TextAnalyzer analyzer;
  std::vector<Token> tokens;

  analyzer.analyze("one", tokens);
  analyzer.analyze("\ntwo", tokens);

  ASSERT_EQ(tokens.size(), 2U);
  EXPECT_EQ(analyzer.vocabulary().written(tokens[1].word), "two");
}

TEST(TextAnalyzerTest, CutsLongWordsAndCoversThemWhole) {
  TextAnalyzer analyzer;
  std::vector<Token> tokens;
  const std::string text(100'000, 'x');

  analyzer.analyze(text, tokens);
  analyzer.analyze("e-" + text, tokens);

  const Vocabulary& vocabulary = analyzer.vocabulary();
  ASSERT_EQ(tokens.size(), 2U);
  EXPECT_EQ(tokens[0].end, 100'000U);
  EXPECT_EQ(vocabulary.written(tokens[0].word).size(), 64U);
  EXPECT_LE(vocabulary.term(vocabulary.stem(tokens[1].word)).size(), 120U);
}

TEST(TextAnalyzerTest, GivesOneIdToOneWordHoweverItIsSpelt) {
  TextAnalyzer analyzer;
  std::vector<Token> tokens;

  analyzer.analyze("Cookies cookies COOKIES coo\u00ADkies", tokens);

  ASSERT_EQ(tokens.size(), 4U);
  for (const Token& token : tokens) {
    EXPECT_EQ(token.word, tokens.front().word);
  }
}

TEST(AnalyzerSettingsTest, NameTheVersionsAndADigest) {
  EXPECT_THAT(
      analyzer_settings(),
      testing::MatchesRegex("smallprint-analyzer/1 smallprint-splitter/1 xxh128:[0-9a-f]{32}"));
  EXPECT_EQ(analyzer_settings(), analyzer_settings());
}

TEST(StopWordTest, IsAWordOfGrammarWithoutPolarity) {
  for (const std::string_view word :
       {"the", "a",    "of",   "with", "and", "or", "our",  "your", "we",   "you",
        "it",  "this", "that", "is",   "are", "do", "does", "have", "it's", "you're"}) {
    EXPECT_TRUE(is_stop_word(word)) << word;
  }
  for (const std::string_view word :
       {"not",  "no",   "nor",  "never",  "neither", "none",    "without", "unless", "except",
        "only", "any",  "all",  "other",  "others",  "may",     "must",    "can",    "will",
        "if",   "when", "out",  "up",     "but",     "cookies", "us",      "don't",  "we'll",
        "",     "THE",  "some", "should", "before",  "after"}) {
    EXPECT_FALSE(is_stop_word(word)) << word;
  }
}

}  // namespace
}  // namespace smallprint
