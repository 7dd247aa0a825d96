#include "common/sentence_splitter.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace smallprint {
namespace {

std::vector<std::string> sentences(std::string_view text) {
  std::vector<std::string> result;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = sentence_end(text, begin);
    result.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return result;
}

using Sentences = std::vector<std::string>;

TEST(SentenceEnd, FollowsFullStopsQuestionsAndExclamations) {
  EXPECT_EQ(sentences("We collect data. Do we sell it? Never! Ask us"),
            (Sentences{"We collect data.", "Do we sell it?", "Never!", "Ask us"}));
}

TEST(SentenceEnd, TakesClosingQuotesAndBracketsAlong) {
  EXPECT_EQ(sentences("(See \u201Ccookies.\u201D) We use \"beacons.\" They are small."),
            (Sentences{"(See \u201Ccookies.\u201D)", "We use \"beacons.\"", "They are small."}));
}

TEST(SentenceEnd, IsNotInsideAWord) {
  EXPECT_EQ(sentences("See example.com or version 3.5 of it."),
            (Sentences{"See example.com or version 3.5 of it."}));
}

TEST(SentenceEnd, IsNotAfterAnAbbreviation) {
  EXPECT_EQ(
      sentences("Acme Inc. We act under Art. 6 (e.g. Consent) in the U.S. Mr. J. Doe helps. Ok."),
      (Sentences{"Acme Inc. We act under Art. 6 (e.g. Consent) in the U.S. Mr. J. Doe helps.",
                 "Ok."}));
}

TEST(SentenceEnd, IsNotAfterTheNumberOfASection) {
  EXPECT_EQ(sentences("1. Cookies are used. 2.1. They expire. A. Soon."),
            (Sentences{"1. Cookies are used.", "2.1. They expire.", "A. Soon."}));
}

TEST(SentenceEnd, IsAfterANumberThatEndsASentence) {
  EXPECT_EQ(sentences("This policy is from 2018. It changed."),
            (Sentences{"This policy is from 2018.", "It changed."}));
}

TEST(SentenceEnd, IsNotBeforeASmallLetter) {
  EXPECT_EQ(sentences("The co. that we own."), (Sentences{"The co. that we own."}));
  EXPECT_EQ(sentences("Yahoo! is a partner."), (Sentences{"Yahoo! is a partner."}));
}

TEST(SentenceEnd, IsAtALineFeed) {
  EXPECT_EQ(sentences("name\nemail"), (Sentences{"name", "email"}));
}

}  // namespace
}  // namespace smallprint
