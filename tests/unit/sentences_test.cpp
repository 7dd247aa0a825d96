#include "common/practices/sentences.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smallprint {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Cut {
  std::vector<std::string> texts;  ///< bytes of each sentence
  std::vector<std::string>
      words;  ///< words of each, with , : and ; before them where there is a pause
  std::vector<bool> questions;
};

Cut cut(std::string_view text) {
  TextAnalyzer analyzer;
  std::vector<Token> tokens;
  analyzer.analyze(text, tokens);
  RuleLexicon lexicon;
  RuleWordCache cache(lexicon);
  PassageSentences sentences;
  split_into_sentences(text, tokens, analyzer.vocabulary(), cache, sentences);
  Cut result;
  for (const Sentence& sentence : sentences.sentences) {
    result.texts.emplace_back(text.substr(sentence.begin, sentence.end - sentence.begin));
    std::string words;
    for (std::size_t i = sentence.first_word; i < sentence.end_word; ++i) {
      words += sentences.pauses[i] == Pause::kStop ? ";" : "";
      words += sentences.pauses[i] == Pause::kColon ? ":" : "";
      words += sentences.pauses[i] == Pause::kComma ? "," : "";
      words += words.empty() || i == sentence.first_word ? "" : " ";
      words += analyzer.vocabulary().written(tokens[sentences.token[i]].word);
    }
    result.words.push_back(words);
    result.questions.push_back(sentence.is_question);
  }
  return result;
}

TEST(SplitIntoSentences, GivesEachItsOwnBytesAndWords) {
  const Cut result = cut("We collect names. We (rarely) sell them, but: never twice.");

  EXPECT_THAT(result.texts,
              ElementsAre("We collect names.", "We (rarely) sell them, but: never twice."));
  EXPECT_THAT(result.words,
              ElementsAre("we collect names", "we, rarely, sell them, but: never twice"));
}

TEST(SplitIntoSentences, GivesItemsTheWordsOfTheirLeadIn) {
  const Cut result = cut("We never:\nsell it;\nshare it. Ask us.");

  EXPECT_THAT(
      result.texts,
      ElementsAre("We never:", "We never:\nsell it;", "We never:\nsell it;\nshare it.", "Ask us."));
  EXPECT_THAT(result.words,
              ElementsAre("we never", "we never; sell it", "we never; share it", "ask us"));
}

TEST(SplitIntoSentences, OpensNoListAtTheEndOfThePassage) {
  EXPECT_THAT(cut("We never:").words, ElementsAre("we never"));
}

TEST(SplitIntoSentences, KnowsQuestions) {
  EXPECT_THAT(cut("Do we sell it? No.").questions, ElementsAre(true, false));
}

TEST(SplitIntoSentences, LeavesOutWhatHasNoWords) {
  EXPECT_THAT(cut("... !\n--\n").texts, IsEmpty());
  EXPECT_THAT(cut("").texts, IsEmpty());
}

}  // namespace
}  // namespace smallprint
