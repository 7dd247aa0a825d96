#include "searcher/query/query_intent.hpp"

#include <string>

#include <gtest/gtest.h>

#include "common/practices/label_names.hpp"
#include "searcher/query/query_parser.hpp"

namespace smallprint::searching {
namespace {

/// The groups of labels asked for: `a|b + c`; "" without an intent.
std::string intent_of(std::string_view query) {
  static TextAnalyzer analyzer;
  static IntentReader reader;
  const auto intent = reader.read(parse_query(query, analyzer));
  std::string text;
  if (intent) {
    for (const LabelGroup& group : intent->groups()) {
      text += text.empty() ? "" : " + ";
      for (std::size_t i = 0; i < group.size(); ++i) {
        text += (i == 0 ? "" : "|") + label_name(group[i].label);
      }
    }
  }
  return text;
}

TEST(QueryIntent, ReadsPracticePolarityAndData) {
  EXPECT_EQ(intent_of("shares email with third parties"),
            "third-party-sharing-collection + third-party-sharing-collection/performed|"
            "third-party-sharing-collection/conditional + data:contact");
  EXPECT_EQ(intent_of("does not share email"),
            "third-party-sharing-collection + third-party-sharing-collection/denied + "
            "data:contact");
  EXPECT_EQ(intent_of("encrypts passwords in transit").substr(0, 13), "data-security");
}

TEST(QueryIntent, ReadsQuestionsAsTheyAreAsked) {
  EXPECT_EQ(intent_of("How can I unsubscribe?").substr(0, 19), "user-choice-control");
  EXPECT_EQ(intent_of("Who do you sell my location to?"),
            "third-party-sharing-collection + third-party-sharing-collection/performed|"
            "third-party-sharing-collection/conditional + data:location");
}

TEST(QueryIntent, WantsNoPolarityOfWhoAsksWhether) {
  EXPECT_EQ(intent_of("Do you sell my location?"),
            "third-party-sharing-collection + data:location");
  EXPECT_EQ(intent_of("  do you sell my location ? "),
            "third-party-sharing-collection + data:location");
}

TEST(QueryIntent, TakesAStateByItsName) {
  EXPECT_EQ(intent_of("email sharing denied"),
            "third-party-sharing-collection + third-party-sharing-collection/denied + "
            "data:contact");
}

TEST(QueryIntent, ReadsRefusalsAndExceptionsAsOfTheSite) {
  const auto second_group = [](std::string_view query) {
    const std::string intent = intent_of(query);
    const std::size_t begin = intent.find(" + ") + 3;
    return intent.substr(begin, intent.find(" + ", begin) - begin);
  };
  EXPECT_EQ(second_group("refuses to share email"), "third-party-sharing-collection/denied");
  EXPECT_EQ(second_group("does not share email without consent"),
            "third-party-sharing-collection/conditional");
  EXPECT_EQ(second_group("shares email unless the user opts out"),
            "third-party-sharing-collection/conditional");
}

TEST(QueryIntent, TellsWhoCollectsFromWhoChoosesAndWhoReceives) {
  const auto practice_of = [](std::string_view query) {
    const std::string intent = intent_of(query);
    return intent.substr(0, intent.find(' '));
  };
  EXPECT_EQ(practice_of("Do advertisers collect data about me?"), "third-party-sharing-collection");
  EXPECT_EQ(practice_of("Who gets to see my data?"), "third-party-sharing-collection");
  EXPECT_EQ(practice_of("Do you obtain data about me from partners?"),
            "first-party-collection-use");
  EXPECT_EQ(practice_of("Which choices do I have about your use of my data?"),
            "user-choice-control");
  EXPECT_EQ(practice_of("Must I consent before you record my data?"), "user-choice-control");
  EXPECT_EQ(practice_of("Is anything different for residents of other countries?"),
            "international-specific-audiences");
}

TEST(QueryIntent, IsNothingWhereNoPracticeIsRecognised) {
  EXPECT_EQ(intent_of("weather forecast"), "");
  EXPECT_EQ(intent_of("photodex"), "");
}

TEST(QueryIntent, TakesOperatorsByTheLetter) {
  EXPECT_EQ(intent_of("share AND email"), "");
  EXPECT_EQ(intent_of("share -email"), "");
  EXPECT_EQ(intent_of("+share email"), "");
}

TEST(QueryIntent, LeavesFieldsOut) {
  EXPECT_EQ(intent_of("site:children.example.com encryption"), intent_of("encryption"));
  EXPECT_EQ(intent_of("heading:\"for children\" encryption"), intent_of("encryption"));
  EXPECT_EQ(intent_of("site:children.example.com"), "");
}

}  // namespace
}  // namespace smallprint::searching
