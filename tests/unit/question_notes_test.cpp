#include "searcher/query/question_notes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/text_analyzer.hpp"
#include "searcher/query/query_parser.hpp"

namespace smallprint::searching {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> notes(const std::string& query, CountOf count = CountOf::kRate) {
  TextAnalyzer analyzer;
  return notes_on_question(parse_query(query, analyzer), count);
}

TEST(NotesOnQuestion, SayThatOneOfSeveralWordsIsEnough) {
  EXPECT_THAT(notes("retain data"), ElementsAre(HasSubstr("is enough: retain, data;")));
  EXPECT_THAT(notes("email NOT (retain data)"), ElementsAre(HasSubstr("is enough: retain, data;")));
}

TEST(NotesOnQuestion, SayThatAFieldOfSitesLeavesTheObservedAlone) {
  EXPECT_THAT(notes("email AND site:a.example"),
              ElementsAre("site: in the query restricts what matches, not what is observed"));
  EXPECT_THAT(notes("email AND site:a.example", CountOf::kMatches), IsEmpty());
}

TEST(NotesOnQuestion, AreSaidOnce) {
  EXPECT_THAT(notes("(retain data) OR (retain data)"), testing::SizeIs(1));
}

TEST(NotesOnQuestion, AreNoneWhereNothingCanBeMistaken) {
  for (const char* const query :
       {"", "email", "\"retain data\"", "+retain +data", "retain AND data", "heading:cookies"}) {
    EXPECT_THAT(notes(query), IsEmpty()) << query;
  }
}

}  // namespace
}  // namespace smallprint::searching
