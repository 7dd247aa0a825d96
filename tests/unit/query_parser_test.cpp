#include "searcher/query/query_parser.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/error.hpp"
#include "common/text_analyzer.hpp"
#include "schemas/fields.hpp"
#include "searcher/query/query.hpp"

namespace smallprint::searching {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

ParsedQuery parse(std::string_view input) {
  TextAnalyzer analyzer;
  return parse_query(input, analyzer);
}

/// The message of the error that `input` gives; empty when it parses.
std::string message_of(std::string_view input) {
  try {
    static_cast<void>(parse(input));
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ExitCode::kUsage) << input;
    return error.what();
  }
  return "";
}

std::string first_line(const std::string& message) {
  return message.substr(0, message.find('\n'));
}

std::string repeat(std::string_view text, std::size_t times) {
  std::string repeated;
  for (std::size_t i = 0; i < times; ++i) {
    repeated.append(text);
  }
  return repeated;
}

/// `count` words that no analysis changes and no list takes for a repetition.
std::string distinct_words(std::size_t count) {
  std::string words;
  for (std::size_t i = 0; i < count; ++i) {
    words.append(fmt::format("{}w{}", i == 0 ? "" : " ", i));
  }
  return words;
}

struct Row {
  std::string_view input;
  std::string_view expected;
};

void expect_parsed(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    EXPECT_EQ(message_of(row.input), "") << row.input;
    EXPECT_EQ(parse(row.input).parsed, row.expected) << row.input;
  }
}

void expect_errors(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    EXPECT_EQ(message_of(row.input), row.expected) << row.input;
  }
}

TEST(ParseQuery, ReadsWordsSideBySideAsRankedAlternatives) {
  expect_parsed({
      {"email", "email"},
      {"share email", "share OR email"},
      {"Shares EMAIL", "share OR email"},
      {"privacy parties cookies", "privaci OR parti OR cooki"},
      {"third-party", "third OR parti"},
      {"shares email with third-party", "share OR email OR third OR parti"},
      {"opt-out", "opt OR out"},
      {"email email", "email"},
      {"share shares shared", "share"},
      {"What about my cookies?", "cooki"},
      {"(email)", "email"},
      {"((email phone))", "email OR phone"},
      {"email (phone fax)", "email OR phone OR fax"},
      {"(email) (phone)", "email OR phone"},
      {"email(phone)fax", "email OR phone OR fax"},
      {"email, phone; fax.", "email OR phone OR fax"},
  });
}

TEST(ParseQuery, MatchesEverythingWithAnEmptyQuery) {
  expect_parsed({{"", "<all>"}, {"   ", "<all>"}, {"\t\n", "<all>"}, {"\u00A0\u3000", "<all>"}});
  EXPECT_EQ(parse("").root.kind, NodeKind::kNothing);
}

TEST(ParseQuery, ReadsControlsAndUnicodeSpacesAsWhiteSpace) {
  using namespace std::string_view_literals;
  expect_parsed({
      {"email\0phone"sv, "email OR phone"},
      {"email\u0007phone", "email OR phone"},
      {"email\u0085phone", "email OR phone"},
      {"email\u00A0AND\u2003phone", "email AND phone"},
      {"\"third\nparties\"", "\"third parti\""},
      {"email\n-phone", "email AND NOT phone"},
  });
}

TEST(ParseQuery, ReadsPhrasesByTermAndExactPhrasesByWrittenForm) {
  expect_parsed({
      {"\"third parties\"", "\"third parti\""},
      {"\u201Cthird parties\u201D", "\"third parti\""},
      {"\u201Ethird parties\u201C", "\"third parti\""},
      {"\"with the parties\"", "\"with the parti\""},
      {"\"third-party cookies\"", "\"third parti cooki\""},
      {"\"the\" email", "\"the\" OR email"},
      {"\"email AND (phone\"", "\"email and phone\""},
      {"email\"third parties\"phone", "email OR \"third parti\" OR phone"},
      {"exact:\"Third Parties\"", "exact:\"third parties\""},
      {"exact:\u201CThird Parties\u201D", "exact:\"third parties\""},
      {"exact:Shares", "exact:\"shares\""},
      {"exact:third-parties", "exact:\"third parties\""},
      {"exact:E-Mail", "exact:\"e-mail\""},
      {"exact:\"we don't share\"", "exact:\"we don't share\""},
      {"exact:\"had had\"", "exact:\"had had\""},
      {"exact:US OR exact:us", "exact:\"US\" OR exact:\"us\""},
      {"shares exact:shares", "share OR exact:\"shares\""},
  });
}

TEST(ParseQuery, ReadsNearBetweenWords) {
  expect_parsed({
      {"share NEAR/5 email", "(share NEAR/5 email)"},
      {"share NEAR email", "(share NEAR/10 email)"},
      {"share NEAR/2 email NEAR/7 parties", "(share NEAR/7 email NEAR/7 parti)"},
      {"share NEAR/7 email NEAR/2 parties", "(share NEAR/7 email NEAR/7 parti)"},
      {"third-party NEAR/5 email", "(third NEAR/5 parti NEAR/5 email)"},
      {"the NEAR/5 email", "(the NEAR/5 email)"},
      {"phone share NEAR/5 email fax", "phone OR (share NEAR/5 email) OR fax"},
      {"+share NEAR/5 email fax", "((share NEAR/5 email) AND_MAYBE fax)"},
      {"fax -share NEAR/5 email", "fax AND NOT (share NEAR/5 email)"},
      {"near email", "near OR email"},
      {"NEARBY email", "nearbi OR email"},
  });
}

TEST(ParseQuery, ReadsBeginningsOfWords) {
  expect_parsed({
      {"shar*", "shar*"},
      {"SHAR* email", "shar* OR email"},
      {"shar* AND email", "shar* AND email"},
      {"-shar* email", "email AND NOT shar*"},
      {"(coo*)", "coo*"},
      {"e-mail*", "e-mail*"},
      {"\u00E9t\u00E9*", "\u00E9t\u00E9*"},
  });
}

TEST(ParseQuery, ReadsCapitalOperatorsOnly) {
  expect_parsed({
      {"email AND phone", "email AND phone"},
      {"email OR phone", "email OR phone"},
      {"email NOT phone", "email AND NOT phone"},
      {"email AND NOT phone", "email AND NOT phone"},
      {"email OR NOT phone", "email OR NOT phone"},
      {"NOT phone", "NOT phone"},
      {"NOT phone AND email", "NOT phone AND email"},
      {"email not phone", "email OR not OR phone"},
      {"email And phone", "email OR phone"},
      {"AND/OR", "and OR or"},
      {"(email)AND(phone)", "email AND phone"},
      {"NOT(email phone)", "NOT (email OR phone)"},
      {"NOT (NOT email)", "NOT (NOT email)"},
  });
}

// The precedence of Xapian's QueryParser: adjacency, then AND and NOT, then OR.
TEST(ParseQuery, BindsAdjacencyTighterThanAndAndAndTighterThanOr) {
  expect_parsed({
      {"email phone AND fax", "(email OR phone) AND fax"},
      {"email AND phone fax", "email AND (phone OR fax)"},
      {"email AND phone OR fax", "email AND phone OR fax"},
      {"email OR phone AND fax", "email OR phone AND fax"},
      {"(email OR phone) AND fax", "(email OR phone) AND fax"},
      {"email phone OR fax", "email OR phone OR fax"},
      {"email OR phone fax", "email OR phone OR fax"},
      {"email phone NOT fax", "(email OR phone) AND NOT fax"},
      {"email NOT phone fax", "email AND NOT (phone OR fax)"},
      {"NOT email phone", "NOT (email OR phone)"},
      {"email NOT phone NOT fax", "email AND NOT phone AND NOT fax"},
      {"email AND (phone AND fax)", "email AND phone AND fax"},
      {"email OR (phone OR fax)", "email OR phone OR fax"},
      {"(email AND phone) fax", "email AND phone OR fax"},
      {"+email phone AND fax", "(email AND_MAYBE phone) AND fax"},
  });
}

TEST(ParseQuery, ReadsSignsAtTheBeginningOfAWordOnly) {
  expect_parsed({
      {"+email", "email"},
      {"-email", "NOT email"},
      {"+email phone", "(email AND_MAYBE phone)"},
      {"+email phone fax", "(email AND_MAYBE (phone OR fax))"},
      {"+email +phone fax", "((email AND phone) AND_MAYBE fax)"},
      {"+email +phone", "email AND phone"},
      {"email -phone", "email AND NOT phone"},
      {"email fax -phone", "(email OR fax) AND NOT phone"},
      {"+email fax -phone", "(email AND_MAYBE fax) AND NOT phone"},
      {"-email -phone", "NOT email AND NOT phone"},
      {"(-email)", "NOT email"},
      {"+(email phone) fax", "((email OR phone) AND_MAYBE fax)"},
      {"fax -(email phone)", "fax AND NOT (email OR phone)"},
      {"fax -\"third parties\"", "fax AND NOT \"third parti\""},
      {"+third-party email", "(\"third parti\" AND_MAYBE email)"},
      {"email -third-party", "email AND NOT \"third parti\""},
      {"email +email", "email"},
      {"email AND -phone", "email AND NOT phone"},
      {"email AND +phone", "email AND phone"},
      {"email - phone", "email OR phone"},
      {"email --phone", "email OR phone"},
      {"C++ email", "c OR email"},
      {"email \u2013phone", "email OR phone"},
      {"email \"phone\"-fax", "email OR \"phone\" OR fax"},
  });
}

TEST(ParseQuery, ReadsTheFieldsOfTheFieldTable) {
  expect_parsed({
      {"site:photodex.com", "site:photodex.com"},
      {"practice:Data-Security", "practice:data-security"},
      {"practice:third-party-sharing-collection/denied email",
       "practice:third-party-sharing-collection/denied AND email"},
      {"practice:data-security AND data:contact", "practice:data-security AND data:contact"},
      {"data:contact data:health share", "(data:contact OR data:health) AND share"},
      {"site:TP-Link", "site:TP-Link"},
      {"site:\"TP-Link (US)\"", "site:\"TP-Link (US)\""},
      {"policy:Facebook/Privacy", "policy:Facebook/Privacy"},
      {"policy:\"Facebook/Privacy Policy\"", "policy:\"Facebook/Privacy Policy\""},
      {"policy-host:\u201Cwww.photonvps.com\u201D", "policy-host:www.photonvps.com"},
      {"policy-host:localhost:8080", "policy-host:localhost:8080"},
      {"heading:cookies", "heading:cooki"},
      {"heading:third-party", "heading:\"third parti\""},
      {"heading:\"information we collect\"", "heading:\"information we collect\""},
  });
}

TEST(ParseQuery, ReadsEveryExampleOfTheFieldTable) {
  for (const Field& field : kFields) {
    EXPECT_EQ(message_of(field.example), "") << field.name;
    EXPECT_THAT(parse(field.example).parsed, testing::HasSubstr(std::string(field.name) + ":"));
  }
}

TEST(ParseQuery, RestrictsAListByItsFields) {
  expect_parsed({
      {"site:a.com email", "site:a.com AND email"},
      {"email site:a.com", "site:a.com AND email"},
      {"site:a.com share email", "site:a.com AND (share OR email)"},
      {"site:a.com +share email", "site:a.com AND (share AND_MAYBE email)"},
      {"site:a.com site:b.com email", "(site:a.com OR site:b.com) AND email"},
      {"site:a.com email site:b.com", "(site:a.com OR site:b.com) AND email"},
      {"site:a.com site:a.com email", "site:a.com AND email"},
      {"site:a.com heading:cookies email", "site:a.com AND heading:cooki AND email"},
      {"site:a.com heading:cookies", "site:a.com AND heading:cooki"},
      {"site:a.com site:b.com", "site:a.com OR site:b.com"},
      {"(site:a.com OR site:b.com) email", "(site:a.com OR site:b.com) AND email"},
      {"(site:a.com OR site:b.com) site:c.com email",
       "(site:a.com OR site:b.com OR site:c.com) AND email"},
      {"(site:a.com OR heading:cookies) email", "(site:a.com OR heading:cooki) AND email"},
      {"(site:a.com OR heading:cookies) site:b.com email",
       "(site:a.com OR heading:cooki) AND site:b.com AND email"},
      {"(site:a.com -heading:cookies) email", "site:a.com AND NOT heading:cooki AND email"},
      {"+site:a.com share email", "site:a.com AND (share OR email)"},
      {"-site:a.com email", "email AND NOT site:a.com"},
      {"-site:a.com", "NOT site:a.com"},
  });
}

TEST(ParseQuery, ReadsAFieldBesideAnOperatorAsAnOrdinaryCondition) {
  expect_parsed({
      {"site:a.com AND email", "site:a.com AND email"},
      {"site:a.com OR email", "site:a.com OR email"},
      {"(site:a.com OR email) phone", "site:a.com OR email OR phone"},
      {"email NOT site:a.com", "email AND NOT site:a.com"},
      {"site:a.com email OR phone", "site:a.com AND email OR phone"},
  });
}

TEST(ParseQuery, ReadsAColonAsTextWhereNoFieldCanBeMeant) {
  expect_parsed({
      {"note: email", "note OR email"},
      {"email:", "email"},
      {"(email:)", "email"},
      {"12:30", "12 OR 30"},
      {"https://example.com/privacy email", "email"},
      {"https://example.com/privacy(email)", "email"},
      {"\"practice: email\"", "\"practic email\""},
  });
}

TEST(ParseQuery, TakesAWordOfSeveralTokensForAPhraseOutsideLists) {
  expect_parsed({
      {"third-party AND email", "\"third parti\" AND email"},
      {"third-party OR email", "\"third parti\" OR email"},
      {"NOT third-party", "NOT \"third parti\""},
      {"email NOT third-party", "email AND NOT \"third parti\""},
      {"(third-party) AND email", "\"third parti\" AND email"},
      {"third-party cookies AND email", "(third OR parti OR cooki) AND email"},
      {"(third-party) email", "third OR parti OR email"},
  });
}

TEST(ParseQuery, LeavesStopWordsOutOfListsThatHaveOtherWords) {
  expect_parsed({
      {"the email of", "email"},
      {"the", "the"},
      {"the of", "the OR of"},
      {"the \"third parties\"", "\"third parti\""},
      {"the +email", "email"},
      {"+the email", "(the AND_MAYBE email)"},
      {"email -the", "email AND NOT the"},
      {"the AND email", "the AND email"},
      {"the OR email", "the OR email"},
      {"NOT the", "NOT the"},
      {"(the of) email", "the OR of OR email"},
      {"the site:a.com", "site:a.com AND the"},
      {"the -email", "the AND NOT email"},
      {"not never without unless email", "not OR never OR without OR unless OR email"},
  });
  EXPECT_THAT(parse("The email of the site").score_only,
              ElementsAre(QueryWord{"the", "the"}, QueryWord{"of", "of"}));
  EXPECT_THAT(parse("the").score_only, IsEmpty());
}

TEST(ParseQuery, LeavesTextWithoutWordsOutOfListsAndSaysSo) {
  const ParsedQuery query = parse("the email https://example.com/a & phone");

  EXPECT_EQ(query.parsed, "email OR phone");
  EXPECT_THAT(query.ignored, ElementsAre("https://example.com/a", "&"));
}

TEST(ParseQuery, SharesTheNormaliserOfTheArchive) {
  expect_parsed({
      {"email e-mail E-Mail EMAIL", "email"},
      {"\"e-mail address\"", "\"email address\""},
      {"US", "usa"},
      {"us", "us"},
      {"\"US citizens\"", "\"usa citizen\""},
      {"personalise personalize", "personaliz"},
      {"don't AND share", "\"do not\" AND share"},
      {"\"don\u2019t share\"", "\"do not share\""},
  });
}

TEST(ParseQuery, AnalysesNeighbouringWordsTogether) {
  EXPECT_EQ(parse("web site cookies").parsed, parse("website cookies").parsed);
  EXPECT_EQ(parse("\"web site\"").parsed, parse("\"website\"").parsed);
  EXPECT_EQ(parse("(web) site").parsed, "web OR site");
}

TEST(ParseQuery, ReportsWhatNormalisationChanged) {
  EXPECT_THAT(
      parse("shares e-mail with Third-Party in the US").normalised,
      ElementsAre(Pair("e-mail", "email"), Pair("Third-Party", "third parti"), Pair("US", "usa")));
  EXPECT_THAT(parse("\"e-mail, phone\" AND -\"web site\"").normalised,
              ElementsAre(Pair("e-mail", "email"), Pair("web site", "websit")));
  EXPECT_THAT(parse("personalise").normalised, ElementsAre(Pair("personalise", "personaliz")));
  EXPECT_THAT(parse("settings").normalised, ElementsAre(Pair("settings", "setting")));
  EXPECT_THAT(parse("exact:\"E-Mails\" personal company\u2019s").normalised, IsEmpty());
  EXPECT_THAT(parse("Shares \"PARTIES,\" email privacy?").normalised, IsEmpty());
}

TEST(ParseQuery, ReportsANormalisedWordOnceAndInInputOrder) {
  EXPECT_THAT(
      parse("third-party e-mail (opt-out e-mail) -third-party").normalised,
      ElementsAre(
          Pair("third-party", "third parti"), Pair("e-mail", "email"), Pair("opt-out", "opt out")));
}

TEST(ParseQuery, BuildsAListOfItsFourParts) {
  const QueryNode root = parse("site:a.com +share email -phone").root;

  ASSERT_EQ(root.kind, NodeKind::kList);
  ASSERT_EQ(root.restricting.size(), 1U);
  EXPECT_EQ(root.restricting[0].kind, NodeKind::kField);
  EXPECT_EQ(root.restricting[0].field, FieldId::kSite);
  EXPECT_EQ(root.restricting[0].value, "a.com");
  ASSERT_EQ(root.required.size(), 1U);
  EXPECT_EQ(root.required[0].words[0], (QueryWord{.written = "share", .term = "share"}));
  EXPECT_EQ(root.required[0].column, 12U);
  ASSERT_EQ(root.optional.size(), 1U);
  EXPECT_EQ(root.optional[0].words[0].term, "email");
  EXPECT_EQ(root.optional[0].column, 18U);
  ASSERT_EQ(root.excluded.size(), 1U);
  EXPECT_EQ(root.excluded[0].words[0].term, "phone");
}

TEST(ParseQuery, GivesWordsTheirWrittenFormAndTerm) {
  const QueryNode phrase = parse("\"Third Parties\"").root;
  const QueryNode prefix = parse("Shar*").root;
  const QueryNode heading = parse("heading:Cookies").root;

  EXPECT_EQ(phrase.kind, NodeKind::kPhrase);
  EXPECT_THAT(phrase.words,
              ElementsAre(QueryWord{.written = "third", .term = "third"},
                          QueryWord{.written = "parties", .term = "parti"}));
  EXPECT_EQ(prefix.kind, NodeKind::kPrefix);
  EXPECT_THAT(prefix.words, ElementsAre(QueryWord{.written = "shar", .term = ""}));
  EXPECT_EQ(heading.field, FieldId::kHeading);
  EXPECT_THAT(heading.words, ElementsAre(QueryWord{.written = "cookies", .term = "cooki"}));
}

TEST(ParseQuery, SimplifiesTheTree) {
  EXPECT_EQ(parse("(email)").root.kind, NodeKind::kWord);
  EXPECT_EQ(parse("+email").root.kind, NodeKind::kWord);
  EXPECT_EQ(parse("-email").root.kind, NodeKind::kNot);
  EXPECT_EQ(parse("site:a.com").root.kind, NodeKind::kField);
  EXPECT_EQ(parse("site:a.com site:b.com").root.kind, NodeKind::kOr);
  EXPECT_EQ(parse("site:a.com heading:b").root.kind, NodeKind::kAnd);
  EXPECT_EQ(parse("email OR phone").root.kind, NodeKind::kOr);
  EXPECT_EQ(parse("email phone OR fax").root.kind, NodeKind::kList);
  EXPECT_EQ(parse("email phone OR fax").root.optional.size(), 3U);
  EXPECT_EQ(parse("email NEAR/3 phone").root.distance, 3U);
}

TEST(ParseQuery, KeepsTheInputAsItWasTyped) {
  EXPECT_EQ(parse("  Email\tPhone ").input, "  Email\tPhone ");
}

TEST(ParseQuery, NamesTheRuleThatAQueryBreaks) {
  expect_errors({
      {"(email OR phone", "unbalanced parenthesis\n  (email OR phone\n  ^"},
      {"email)", "unbalanced parenthesis\n  email)\n       ^"},
      {"email (", "unbalanced parenthesis\n  email (\n        ^"},
      {")", "unbalanced parenthesis\n  )\n  ^"},
      {"email ()", "empty parentheses\n  email ()\n        ^"},
      {"( )", "empty parentheses\n  ( )\n  ^"},
      {"email \"phone", "unclosed quote\n  email \"phone\n        ^"},
      {"site:\"a", "unclosed quote\n  site:\"a\n       ^"},
      {"\"\"", "empty phrase\n  \"\"\n  ^"},
      {"email \" \"", "empty phrase\n  email \" \"\n        ^"},
      {"\"?!\"", "nothing to search for in '?!'\n  \"?!\"\n  ^"},
      {"sh*re", "a wildcard can only stand at the end of a word\n  sh*re\n    ^"},
      {"*share", "a wildcard can only stand at the end of a word\n  *share\n  ^"},
      {"shar**", "a wildcard can only stand at the end of a word\n  shar**\n      ^"},
      {"email *", "a wildcard needs at least 3 letters before it\n  email *\n        ^"},
      {"sh*", "a wildcard needs at least 3 letters before it\n  sh*\n  ^"},
      {"opt-o*", "a wildcard ends one word, but 'opt-o' is 2\n  opt-o*\n  ^"},
      {"heading:coo*", "'heading:' takes no wildcard\n  heading:coo*\n             ^"},
      {"exact:shar*", "'exact:' takes no wildcard\n  exact:shar*\n            ^"},
  });
}

TEST(ParseQuery, NamesTheOperatorThatLacksAnOperand) {
  expect_errors({
      {"AND", "AND has nothing before it\n  AND\n  ^"},
      {"OR email", "OR has nothing before it\n  OR email\n  ^"},
      {"email AND", "AND has nothing after it\n  email AND\n        ^"},
      {"email OR AND phone", "OR has nothing after it\n  email OR AND phone\n        ^"},
      {"(email AND) phone", "AND has nothing after it\n  (email AND) phone\n         ^"},
      {"NOT", "NOT has nothing after it\n  NOT\n  ^"},
      {"NOT NOT email", "NOT cannot follow NOT\n  NOT NOT email\n      ^"},
      {"NEAR/3 email", "NEAR/3 has nothing before it\n  NEAR/3 email\n  ^"},
      {"email NEAR/3", "NEAR/3 has nothing after it\n  email NEAR/3\n        ^"},
      {"email NEAR NOT fax", "NEAR has nothing after it\n  email NEAR NOT fax\n        ^"},
      {"+AND", "'+' has nothing to apply to\n  +AND\n  ^"},
      {"email NEAR (phone)",
       "NEAR stands between words only\n  email NEAR (phone)\n             ^"},
      {"email NEAR \"a b\"",
       "NEAR stands between words only\n  email NEAR \"a b\"\n             ^"},
      {"\"a b\" NEAR email", "NEAR stands between words only\n  \"a b\" NEAR email\n  ^"},
      {"emai* NEAR phone", "NEAR stands between words only\n  emai* NEAR phone\n  ^"},
      {"email NEAR -phone", "NEAR stands between words only\n  email NEAR -phone\n             ^"},
      {"site:a NEAR phone", "NEAR stands between words only\n  site:a NEAR phone\n  ^"},
  });
}

TEST(ParseQuery, NamesTheFieldAtFault) {
  expect_errors({
      {"email purpose:x",
       "unknown field 'purpose:'; the fields are site, policy, policy-host, heading, practice, "
       "data, category, rank, interval, parked\n"
       "  email purpose:x\n        ^"},
      {"email practice:data-securty",
       "unknown practice 'data-securty'; did you mean data-security?\n"
       "  email practice:data-securty\n                 ^"},
      {"practice:\"first-party\" email",
       "unknown practice 'first-party'; did you mean first-party-collection-use?\n"
       "  practice:\"first-party\" email\n            ^"},
      {"practice:collection",
       "unknown practice 'collection'; did you mean first-party-collection-use or "
       "third-party-sharing-collection?\n"
       "  practice:collection\n           ^"},
      {"practice:do-not-track/denied",
       "do-not-track has no polarity\n"
       "  practice:do-not-track/denied\n           ^"},
      {"practice:first-party-collection-use/no",
       "unknown polarity 'no'\n"
       "  practice:first-party-collection-use/no\n           ^"},
      {"data:E-Mail", "unknown data type 'E-Mail'; did you mean contact?\n  data:E-Mail\n       ^"},
      {"data:fax", "unknown data type 'fax'\n  data:fax\n       ^"},
      {"-Site:x",
       "unknown field 'Site:'; the fields are site, policy, policy-host, heading, practice, "
       "data, category, rank, interval, parked\n"
       "  -Site:x\n   ^"},
      {"site:", "'site:' needs a word or a quotation right behind the colon\n  site:\n       ^"},
      {"site: a.com",
       "'site:' needs a word or a quotation right behind the colon\n  site: a.com\n       ^"},
      {"heading:\"\"",
       "'heading:' needs a word or a quotation right behind the colon\n  heading:\"\"\n"
       "           ^"},
      {"heading:(a b)",
       "'heading:' needs a word or a quotation right behind the colon\n  heading:(a b)\n"
       "          ^"},
      {"exact:",
       "'exact:' needs a word or a quotation right behind the colon\n  exact:\n        ^"},
      {"heading:?", "nothing to search for in '?'\n  heading:?\n  ^"},
  });
}

TEST(ParseQuery, NamesTheOperandWithoutWords) {
  expect_errors({
      {"http://a.com/b", "nothing to search for in 'http://a.com/b'\n  http://a.com/b\n  ^"},
      {"? !", "nothing to search for in '?'\n  ? !\n  ^"},
      {"email AND ?", "nothing to search for in '?'\n  email AND ?\n            ^"},
      {"email AND (? !)", "nothing to search for in '?'\n  email AND (? !)\n             ^"},
      {"email -?", "nothing to search for in '?'\n  email -?\n         ^"},
      {"NOT ?", "nothing to search for in '?'\n  NOT ?\n      ^"},
      {"email NEAR ?", "nothing to search for in '?'\n  email NEAR ?\n             ^"},
  });
}

TEST(ParseQuery, PutsTheCaretUnderTheCodePoint) {
  expect_errors({
      {"\u00E9t\u00E9 (\u00E9", "unbalanced parenthesis\n  \u00E9t\u00E9 (\u00E9\n      ^"},
      {"\u65E5\u672C )", "unbalanced parenthesis\n  \u65E5\u672C )\n     ^"},
      {"a\tb\u0007)", "unbalanced parenthesis\n  a b )\n      ^"},
      {"a\u202Eb )", "unbalanced parenthesis\n  a b )\n      ^"},
      {"\u201Cemail", "unclosed quote\n  \u201Cemail\n  ^"},
  });
}

TEST(ParseQuery, NamesTheByteThatIsNotUtf8) {
  expect_errors({
      {"email \xFF phone", "byte 7 of the query is not UTF-8\n  email \uFFFD phone\n        ^"},
      {"\u00E9 \xC3", "byte 4 of the query is not UTF-8\n  \u00E9 \uFFFD\n    ^"},
      {"\xED\xA0\x80", "byte 1 of the query is not UTF-8\n  \uFFFD\uFFFD\uFFFD\n  ^"},
  });
}

TEST(ParseQuery, ShowsALongQueryAroundTheFault) {
  const std::string words = repeat("abcdefg ", 20);

  EXPECT_EQ(message_of(words + "(x"),
            "unbalanced parenthesis\n  ..." + repeat("abcdefg ", 7).append("abcdefg (x").substr(2) +
                "\n  " + std::string(65, ' ') + "^");
  EXPECT_EQ(message_of("(x " + words),
            "unbalanced parenthesis\n  (x " + repeat("abcdefg ", 8).substr(0, 61) + "...\n  ^");
  EXPECT_EQ(message_of(words + ") " + words),
            "unbalanced parenthesis\n  ..." + repeat("abcdefg ", 4) + ") " +
                repeat("abcdefg ", 4).substr(0, 30) + "...\n  " + std::string(35, ' ') + "^");
}

TEST(ParseQuery, HintsAtLowerCaseForAnOperatorMeantAsAWord) {
  try {
    static_cast<void>(parse("AND"));
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.hint(), "operators are capitals; write and, or, not, near for the words");
  }
}

TEST(ParseQuery, AcceptsWhatJustMeetsALimit) {
  const std::string spaces(kMaxQueryBytes - 5, ' ');

  EXPECT_EQ(message_of(spaces + "email"), "");
  EXPECT_EQ(message_of(distinct_words(kMaxQueryTerms)), "");
  EXPECT_EQ(message_of(repeat("(", kMaxQueryDepth) + "email" + repeat(")", kMaxQueryDepth)), "");
  EXPECT_EQ(message_of(repeat("(email) ", 2 * kMaxQueryDepth)), "");
  EXPECT_EQ(message_of("aaa* bbb* ccc* ddd*"), "");
  EXPECT_EQ(message_of("\"" + distinct_words(kMaxPhraseWords) + "\""), "");
  EXPECT_EQ(message_of("a NEAR/50 b NEAR/1 c NEAR d NEAR e NEAR f NEAR g NEAR h"), "");
}

TEST(ParseQuery, NamesTheLimitThatAQueryExceeds) {
  const std::vector<std::pair<std::string, std::string>> rows{
      {std::string(kMaxQueryBytes, ' ') + "e", "the query has 1025 bytes; the limit is 1024"},
      {distinct_words(65), "the query has more than 64 words"},
      {repeat("the ", 65), "the query has more than 64 words"},
      {repeat("third-party ", 33), "the query has more than 64 words"},
      {repeat("site:a ", 65), "the query has more than 64 words"},
      {repeat("(", 33) + "email" + repeat(")", 33), "parentheses are nested deeper than 32 levels"},
      {"aaa* bbb* ccc* ddd* eee*", "the query has more than 4 wildcards"},
      {"\"" + distinct_words(17) + "\"", "the phrase has 17 words; the limit is 16"},
      {"exact:\"" + distinct_words(17) + "\"", "the phrase has 17 words; the limit is 16"},
      {"heading:\"" + distinct_words(17) + "\"", "the phrase has 17 words; the limit is 16"},
      {"+a" + repeat("-a", 16), "the phrase has 17 words; the limit is 16"},
      {"a NEAR b NEAR c NEAR d NEAR e NEAR f NEAR g NEAR h NEAR i", "NEAR joins more than 8 words"},
      {"a NEAR/0 b", "NEAR/n needs a whole number from 1 to 50"},
      {"a NEAR/51 b", "NEAR/n needs a whole number from 1 to 50"},
      {"a NEAR/x b", "NEAR/n needs a whole number from 1 to 50"},
      {"a NEAR/ b", "NEAR/n needs a whole number from 1 to 50"},
      {"a NEAR/99999999999999999999 b", "NEAR/n needs a whole number from 1 to 50"},
  };
  for (const auto& [input, rule] : rows) {
    EXPECT_EQ(first_line(message_of(input)), rule) << input;
  }
}

TEST(ParseQuery, PutsTheCaretOfALimitUnderTheFirstThingTooMany) {
  EXPECT_EQ(message_of("aaa* bbb* ccc* ddd* eee*"),
            "the query has more than 4 wildcards\n  aaa* bbb* ccc* ddd* eee*\n"
            "                      ^");
  EXPECT_EQ(message_of(repeat("(", 33)),
            "parentheses are nested deeper than 32 levels\n  " + repeat("(", 33) + "\n  " +
                std::string(32, ' ') + "^");
}

}  // namespace
}  // namespace smallprint::searching
