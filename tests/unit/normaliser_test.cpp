#include "common/normaliser.hpp"

#include <algorithm>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smallprint {
namespace {

struct TermCase {
  std::string word;
  std::string terms;  ///< one, or two with a space between
};

void PrintTo(const TermCase& test_case, std::ostream* out) {
  *out << testing::PrintToString(test_case.word);
}

std::string terms_of(const NormalForm& form) {
  return form.second_term.empty() ? form.term : form.term + ' ' + form.second_term;
}

class WordTerms : public testing::TestWithParam<TermCase> {};

TEST_P(WordTerms, AreThoseOfTheTable) {
  Normaliser normaliser;

  EXPECT_EQ(terms_of(normaliser.word(GetParam().word)), GetParam().terms);
}

INSTANTIATE_TEST_SUITE_P(
    Stems,
    WordTerms,
    testing::ValuesIn(std::vector<TermCase>{
        {"cookies", "cooki"},    {"Cookie", "cooki"},     {"parties", "parti"},
        {"sharing", "share"},    {"café", "cafe"},        {"2018", "2018"},
        {"007", "007"},          {"websites", "websit"},  {"emailing", "email"},
        {"cancelled", "cancel"}, {"canceled", "cancel"},  {"cancellation", "cancel"},
        {"fulfil", "fulfil"},    {"fulfill", "fulfil"},   {"fulfillment", "fulfil"},
        {"enrolment", "enrol"},  {"enrollment", "enrol"}, {"travelled", "travel"},
        {"traveled", "travel"},  {"labelling", "label"},  {"dialled", "dial"},
    }));

INSTANTIATE_TEST_SUITE_P(PolarityAndModality,
                         WordTerms,
                         testing::ValuesIn(std::vector<TermCase>{
                             {"not", "not"},
                             {"NOT", "not"},
                             {"no", "no"},
                             {"never", "never"},
                             {"without", "without"},
                             {"unless", "unless"},
                             {"nor", "nor"},
                             {"neither", "neither"},
                             {"none", "none"},
                             {"except", "except"},
                             {"may", "may"},
                             {"must", "must"},
                         }));

INSTANTIATE_TEST_SUITE_P(Apostrophes,
                         WordTerms,
                         testing::ValuesIn(std::vector<TermCase>{
                             {"user's", "user"},
                             {"user’s", "user"},
                             {"USER’S", "user"},
                             {"o'reilly", "oreilli"},
                             {"O’Reilly", "oreilli"},
                             {"children's", "child"},
                             {"it's", "it"},
                             {"don't", "do not"},
                             {"Don’t", "do not"},
                             {"donʼt", "do not"},
                             {"dont", "do not"},
                             {"doesn't", "doe not"},  // as in "does not"
                             {"won't", "will not"},
                             {"can't", "can not"},
                             {"cannot", "can not"},
                             {"shan't", "shall not"},
                             {"isn't", "is not"},
                             {"aren't", "are not"},
                             {"wasn’t", "was not"},
                             {"weren't", "were not"},
                             {"didn't", "did not"},
                             {"haven't", "have not"},
                             {"hasn't", "has not"},
                             {"hadn't", "had not"},
                             {"wouldn't", "would not"},
                             {"shouldn't", "should not"},
                             {"couldn't", "could not"},
                             {"needn't", "need not"},
                             {"mustn't", "must not"},
                             {"you're", "you are"},
                             {"we've", "we have"},
                             {"we'll", "we will"},
                             {"I'm", "i am"},
                             {"you'd", "you"},
                         }));

INSTANTIATE_TEST_SUITE_P(Splits,
                         WordTerms,
                         testing::ValuesIn(std::vector<TermCase>{
                             {"optout", "opt out"},
                             {"Optin", "opt in"},
                             {"thirdparty", "third parti"},
                             {"thirdparties", "third parti"},
                             {"signup", "sign up"},
                             {"nonpersonal", "non personal"},
                             {"nonpersonally", "non personal"},
                             {"nonpublic", "non public"},
                             {"nonaffiliated", "non affili"},
                             {"nonetheless", "nonetheless"},
                             {"none", "none"},
                             {"non", "non"},
                         }));

INSTANTIATE_TEST_SUITE_P(Countries,
                         WordTerms,
                         testing::ValuesIn(std::vector<TermCase>{
                             {"US", "usa"},
                             {"USA", "usa"},
                             {"U.S", "usa"},
                             {"U.S.A", "usa"},
                             {"u.s", "usa"},
                             {"us", "us"},
                             {"Us", "us"},
                             {"E.U", "eu"},
                             {"EU", "eu"},
                             {"U.K", "uk"},
                             {"e.g", "eg"},
                             {"i.e", "ie"},
                         }));

INSTANTIATE_TEST_SUITE_P(Spellings,
                         WordTerms,
                         testing::ValuesIn(std::vector<TermCase>{
                             {"organisation", "organiz"},
                             {"organization", "organiz"},
                             {"authorised", "authoriz"},
                             {"authorize", "authoriz"},
                             {"behavioural", "behavior"},
                             {"centre", "center"},
                             {"licence", "licens"},
                             {"license", "licens"},
                             {"programmes", "program"},
                             {"analyse", "analyz"},
                             {"analyzing", "analyz"},
                             {"advertising", "advertis"},
                             {"3rd", "third"},
                         }));

std::vector<std::string> distinct_terms(Normaliser& normaliser,
                                        const std::vector<std::string>& words) {
  std::vector<std::string> terms;
  for (const std::string& word : words) {
    std::string term = terms_of(normaliser.word(word));
    if (std::ranges::find(terms, term) == terms.end()) {
      terms.push_back(std::move(term));
    }
  }
  return terms;
}

TEST(NormaliserTest, KeepsApartWhatPoliciesKeepApart) {
  // Each row: words of one term; no two rows share one.
  const std::vector<std::vector<std::string>> rows{
      {"personal", "personally", "personality"},
      {"personalize", "personalise", "personalized", "personalisation", "personalization"},
      {"person", "persons"},
      {"provider", "providers"},
      {"provide", "provided", "provides"},
      {"customer", "customers"},
      {"customs"},
      {"custom"},
      {"customize", "customise", "customization"},
      {"information"},
      {"inform", "informed"},
      {"organ", "organs"},
      {"organise", "organization", "organizations"},
      {"author", "authors"},
      {"authority", "authorities"},
      {"authorize", "authorisation", "authorized"},
      {"location", "locations"},
      {"locate", "located"},
      {"controller", "controllers"},
      {"control", "controls"},
      {"identifier", "identifiers"},
      {"identify", "identifies", "identifiable"},
      {"activity", "activities"},
      {"active", "actively"},
      {"activate", "activation"},
      {"disability", "disabilities"},
      {"disable", "disabled"},
      {"government", "governments"},
      {"govern", "governing"},
      {"internal", "internally"},
      {"international", "internationally"},
      {"lawful", "lawfully"},
      {"law", "laws"},
      {"child", "children"},
      {"policy", "policies"},
      {"police"},
      {"notify", "notifies"},
      {"notice", "notices"},
      {"community", "communities"},
      {"communicate", "communication"},
      {"important", "importantly"},
      {"import", "imports"},
      {"secure", "security"},
      {"sell", "sells", "sold"},
      {"use", "used", "uses"},
      {"useful"},
      {"user", "users"},
  };
  Normaliser normaliser;
  std::vector<std::string> terms;
  for (const std::vector<std::string>& row : rows) {
    const std::vector<std::string> terms_of_row = distinct_terms(normaliser, row);
    EXPECT_THAT(terms_of_row, testing::SizeIs(1)) << row.front();
    EXPECT_THAT(terms, testing::Not(testing::Contains(terms_of_row.front()))) << row.front();
    terms.push_back(terms_of_row.front());
  }
}

struct PairCase {
  std::string first;
  char separator = ' ';
  std::string second;
  std::string written;  ///< "" when they stay two words
  std::string term;
};

void PrintTo(const PairCase& test_case, std::ostream* out) {
  *out << test_case.first << test_case.separator << test_case.second;
}

class PairTerm : public testing::TestWithParam<PairCase> {};

TEST_P(PairTerm, IsThatOfTheTable) {
  Normaliser normaliser;

  const NormalForm form =
      normaliser.pair(GetParam().first, GetParam().separator, GetParam().second);

  EXPECT_EQ(form.written, GetParam().written);
  EXPECT_EQ(form.term, GetParam().term);
}

INSTANTIATE_TEST_SUITE_P(Pairs,
                         PairTerm,
                         testing::ValuesIn(std::vector<PairCase>{
                             {"e", '-', "mail", "e-mail", "email"},
                             {"E", '-', "Mails", "e-mails", "email"},
                             {"e", ' ', "mail", "e mail", "email"},
                             {"e", '-', "mailing", "e-mailing", "email"},
                             {"web", ' ', "sites", "web sites", "websit"},
                             {"Web", '-', "site", "web-site", "websit"},
                             {"web", ' ', "site's", "web site's", "websit"},
                             {"web", ' ', "browser", "", ""},
                             {"on", '-', "line", "on-line", "onlin"},
                             {"on", ' ', "line", "", ""},
                             {"log", ' ', "in", "log in", "login"},
                             {"pop", '-', "ups", "pop-ups", "popup"},
                             {"data", ' ', "base", "data base", "databas"},
                             {"data", ' ', "based", "", ""},
                             {"de", '-', "identified", "de-identified", "deidentifi"},
                             {"de", ' ', "identified", "", ""},
                             {"un", '-', "subscribe", "un-subscribe", "unsubscrib"},
                             {"re", '-', "do", "", ""},
                             {"non", '-', "personal", "", ""},
                             {"opt", '-', "out", "", ""},
                             {"third", '-', "party", "", ""},
                         }));

TEST(NormaliserTest, KeepsTheWrittenFormFolded) {
  Normaliser normaliser;

  EXPECT_EQ(normaliser.word("User’s").written, "user's");
  EXPECT_EQ(normaliser.word("Don’t").written, "don't");
  EXPECT_EQ(normaliser.word("Café").written, "café");
  EXPECT_EQ(normaliser.word("U.S").written, "u.s");
  EXPECT_EQ(normaliser.word("US").written, "us");
  EXPECT_EQ(normaliser.word("Organisation").written, "organisation");
}

TEST(NormaliserTest, MarksOnlyUsInCapitals) {
  Normaliser normaliser;

  EXPECT_TRUE(normaliser.word("US").is_capital_us);
  EXPECT_FALSE(normaliser.word("Us").is_capital_us);
  EXPECT_FALSE(normaliser.word("USA").is_capital_us);
  EXPECT_FALSE(normaliser.word("U.S").is_capital_us);
}

TEST(NormaliserTest, TellsWhichWordsMayBeginAPair) {
  Normaliser normaliser;

  EXPECT_EQ(normaliser.word("Web").joins, JoinBy::kHyphenOrSpace);
  EXPECT_EQ(normaliser.word("e").joins, JoinBy::kHyphenOrSpace);
  EXPECT_EQ(normaliser.word("on").joins, JoinBy::kHyphen);
  EXPECT_EQ(normaliser.word("sub").joins, JoinBy::kHyphen);
  EXPECT_EQ(normaliser.word("cookie").joins, JoinBy::kNothing);
}

TEST(NormaliserTest, GivesNothingForALetterThatIsNothing) {
  Normaliser normaliser;

  EXPECT_EQ(normaliser.word("\u3164"), NormalForm{});
}

}  // namespace
}  // namespace smallprint
