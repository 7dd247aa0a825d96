#include "common/vocabulary.hpp"

#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace smallprint {
namespace {

std::string shown(const Vocabulary& vocabulary, WordId word) {
  return std::string(vocabulary.written(word)) + "=" +
         std::string(vocabulary.term(vocabulary.stem(word)));
}

void intern_many(Vocabulary& vocabulary) {
  for (int i = 0; i < 10000; ++i) {
    vocabulary.intern("word" + std::to_string(i), "stem" + std::to_string(i % 100));
  }
}

TEST(VocabularyTest, BeginsWithTheBreakAlone) {
  const Vocabulary vocabulary;

  EXPECT_EQ(vocabulary.words(), 1U);
  EXPECT_EQ(vocabulary.stems(), 1U);
  EXPECT_EQ(shown(vocabulary, kBreakWord), "=");
}

TEST(VocabularyTest, CountsIdsUpFromOneInOrderOfFirstUse) {
  Vocabulary vocabulary;

  EXPECT_EQ(vocabulary.intern("cookies", "cooki"), 1U);
  EXPECT_EQ(vocabulary.intern("email", "email"), 2U);
  EXPECT_EQ(vocabulary.intern("cookies", "cooki"), 1U);
  EXPECT_EQ(vocabulary.words(), 3U);
  EXPECT_EQ(shown(vocabulary, 1), "cookies=cooki");
}

TEST(VocabularyTest, GivesWrittenFormsOfOneTermOneStem) {
  Vocabulary vocabulary;

  const WordId cookie = vocabulary.intern("cookie", "cooki");
  const WordId cookies = vocabulary.intern("cookies", "cooki");

  EXPECT_NE(cookie, cookies);
  EXPECT_EQ(vocabulary.stem(cookie), vocabulary.stem(cookies));
  EXPECT_EQ(vocabulary.stems(), 2U);
}

TEST(VocabularyTest, KeepsTwoTermsOfOneWrittenFormApart) {
  Vocabulary vocabulary;

  const WordId pronoun = vocabulary.intern("us", "us");
  const WordId country = vocabulary.intern("us", "usa");

  EXPECT_NE(pronoun, country);
  EXPECT_EQ(vocabulary.written(pronoun), vocabulary.written(country));
  EXPECT_EQ(vocabulary.term(vocabulary.stem(country)), "usa");
}

TEST(VocabularyTest, TellsPairsApartWhoseLettersRunTogetherAlike) {
  Vocabulary vocabulary;

  EXPECT_NE(vocabulary.intern("ab", "c"), vocabulary.intern("a", "bc"));
}

TEST(VocabularyTest, KeepsItsTextsWhenItGrowsAndMoves) {
  Vocabulary vocabulary;
  const WordId first = vocabulary.intern("a", "b");  // short: stored inside the string object
  intern_many(vocabulary);

  const Vocabulary moved = std::move(vocabulary);

  EXPECT_EQ(moved.words(), 10002U);
  EXPECT_EQ(moved.stems(), 102U);
  EXPECT_EQ(shown(moved, first), "a=b");
  EXPECT_EQ(shown(moved, 10001), "word9999=stem99");
}

}  // namespace
}  // namespace smallprint
