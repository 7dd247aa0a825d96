#include "common/vocabulary.hpp"

#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace smallprint {
namespace {

TEST(VocabularyTest, BeginsWithTheBreakAlone) {
  const Vocabulary vocabulary;

  EXPECT_EQ(vocabulary.words(), 1U);
  EXPECT_EQ(vocabulary.stems(), 1U);
  EXPECT_EQ(vocabulary.written(kBreakWord), "");
  EXPECT_EQ(vocabulary.term(vocabulary.stem(kBreakWord)), "");
}

TEST(VocabularyTest, CountsIdsUpFromOneInOrderOfFirstUse) {
  Vocabulary vocabulary;

  EXPECT_EQ(vocabulary.intern("cookies", "cooki"), 1U);
  EXPECT_EQ(vocabulary.intern("email", "email"), 2U);
  EXPECT_EQ(vocabulary.intern("cookies", "cooki"), 1U);
  EXPECT_EQ(vocabulary.words(), 3U);
  EXPECT_EQ(vocabulary.written(1), "cookies");
  EXPECT_EQ(vocabulary.term(vocabulary.stem(1)), "cooki");
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
  for (int i = 0; i < 10000; ++i) {
    vocabulary.intern("word" + std::to_string(i), "stem" + std::to_string(i % 100));
  }

  const Vocabulary moved = std::move(vocabulary);

  EXPECT_EQ(moved.words(), 10002U);
  EXPECT_EQ(moved.stems(), 102U);
  EXPECT_EQ(moved.written(first), "a");
  EXPECT_EQ(moved.term(moved.stem(first)), "b");
  EXPECT_EQ(moved.written(10001), "word9999");
  EXPECT_EQ(moved.term(moved.stem(10001)), "stem99");
}

}  // namespace
}  // namespace smallprint
