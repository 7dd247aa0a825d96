#include "common/tokenizer.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace smallprint {
namespace {

using namespace std::string_literals;

struct WordsCase {
  std::string text;
  std::string words;  ///< each in brackets, breaks as `|`
};

void PrintTo(const WordsCase& test_case, std::ostream* out) {
  *out << testing::PrintToString(test_case.text);
}

std::string words_of(std::string_view text) {
  std::vector<RawWord> words;
  split_words(text, words);
  std::string shown;
  for (const RawWord& word : words) {
    if (word.before == Separator::kBreak) {
      shown += '|';
    }
    shown += '[';
    shown += text.substr(word.begin, word.end - word.begin);
    shown += ']';
  }
  return shown;
}

class TokenizerWords : public testing::TestWithParam<WordsCase> {};

TEST_P(TokenizerWords, AreCutWhereTheTableSays) {
  EXPECT_EQ(words_of(GetParam().text), GetParam().words);
}

INSTANTIATE_TEST_SUITE_P(LettersAndDigits,
                         TokenizerWords,
                         testing::ValuesIn(std::vector<WordsCase>{
                             {"", ""},
                             {" .,;!? ", ""},
                             {"We collect cookies.", "[We][collect][cookies]"},
                             {"third-party", "[third][party]"},
                             {"and/or", "[and][or]"},
                             {"first_name", "[first][name]"},
                             {"photodex.com", "[photodex][com]"},
                             {"1,000 users", "[1][000][users]"},
                             {"GDPR2018 3rd", "[GDPR2018][3rd]"},
                             {"non-EU–US", "[non][EU][US]"},
                             {"café naïve Straße", "[café][naïve][Straße]"},
                             {"cafe\u0301s",
                              "[cafe\u0301s]"},         // a combining mark belongs to its letter
                             {"\u0301cafe", "[cafe]"},  // with none before it, to nothing
                             {"политика конфиденциальности", "[политика][конфиденциальности]"},
                             {"プライバシー、情報", "[プライバシー][情報]"},
                             {"cookies² and tags¹", "[cookies][and][tags]"},
                             {"privacy®policy™", "[privacy][policy]"},
                             {"a\u00A0b\u2003c", "[a][b][c]"},
                             {"device(s) address(es) company(IES).", "[device][address][company]"},
                             {"(s)he or (s)", "[s][he][or][s]"},
                             {"list(s", "[list][s]"},
                         }));

INSTANTIATE_TEST_SUITE_P(Apostrophes,
                         TokenizerWords,
                         testing::ValuesIn(std::vector<WordsCase>{
                             {"user's don't o'reilly", "[user's][don't][o'reilly]"},
                             {"user’s don‘t oʼreilly don´t don`t",
                              "[user’s][don‘t][oʼreilly][don´t][don`t]"},
                             {"users' data", "[users][data]"},
                             {"'quoted' ‘quoted’", "[quoted][quoted]"},
                             {"rock''n", "[rock][n]"},
                             {"5'10 1990's", "[5][10][1990's]"},
                             {"'", ""},
                             {"it'", "[it]"},
                         }));

INSTANTIATE_TEST_SUITE_P(InvisibleCharacters,
                         TokenizerWords,
                         testing::ValuesIn(std::vector<WordsCase>{
                             {"infor\u00ADmation", "[infor\u00ADmation]"},
                             {"in\u200Bfor\u200Dma\uFEFFtion", "[in\u200Bfor\u200Dma\uFEFFtion]"},
                             {"word\u200B next\u00AD", "[word][next]"},
                             {"\uFEFFword", "[word]"},
                             {"don\u00AD’t", "[don\u00AD’t]"},
                         }));

INSTANTIATE_TEST_SUITE_P(Acronyms,
                         TokenizerWords,
                         testing::ValuesIn(std::vector<WordsCase>{
                             {"the U.S. law", "[the][U.S][law]"},
                             {"U.S, U.S.A. E.U.", "[U.S][U.S.A][E.U]"},
                             {"e.g. i.e., (e.g.)", "[e.g][i.e][e.g]"},
                             {"“U.S.” law", "[U.S][law]"},
                             {"x.y.com", "[x][y][com]"},
                             {"2.a.b", "[2][a][b]"},
                             {"part A. But", "[part][A][But]"},
                             {"end.a", "[end][a]"},
                             {"t.co", "[t][co]"},
                         }));

INSTANTIATE_TEST_SUITE_P(Addresses,
                         TokenizerWords,
                         testing::ValuesIn(std::vector<WordsCase>{
                             {"see http://www.example.com/privacy?x=1 now", "[see][now]"},
                             {"see (https://example.com/a-b), then", "[see][then]"},
                             {"see \"HTTP://EXAMPLE.COM\" then", "[see][then]"},
                             {"see <ftp://a.b/c> then", "[see][then]"},
                             {"at www.example.com/path. Then", "[at][Then]"},
                             {"at WWW.Example.com", "[at]"},
                             {"the www is", "[the][www][is]"},
                             {"www. is", "[www][is]"},
                             {"mailto:privacy@example.com?subject=x y", "[y]"},
                             {"mail john.smith+x@mail.example.co.uk, or", "[mail][or]"},
                             {"mail (privacy@example.com) or", "[mail][or]"},
                             {"mail “privacy@example.com” or", "[mail][or]"},
                             {"mail\u00A0a@b.c\u00A0or", "[mail][or]"},
                             {"josé@example.com now", "[now]"},
                             {"one\na@b.c two", "[one]|[two]"},
                             {"@example.com", "[example][com]"},
                             {"user@localhost", "[user][localhost]"},
                             {"5 @ 1.50", "[5][1][50]"},
                             {"a@b.c@d.e f", "[f]"},
                             {"https://example.com—which we", "[which][we]"},
                             {"note: this", "[note][this]"},
                             {"://x", "[x]"},
                             {"www.", "[www]"},
                             {"http://", ""},
                         }));

INSTANTIATE_TEST_SUITE_P(Breaks,
                         TokenizerWords,
                         testing::ValuesIn(std::vector<WordsCase>{
                             {"one\ntwo", "[one]|[two]"},
                             {"one, \n\n - two", "[one]|[two]"},
                             {"one | two", "[one]|[two]"},
                             {"one|two", "[one][two]"},
                             {"one |two", "[one][two]"},
                             {"\none", "|[one]"},
                             {"one\n", "[one]"},
                             {"one | | two", "[one]|[two]"},
                             {"one\r\ntwo\tthree", "[one]|[two][three]"},
                         }));

INSTANTIATE_TEST_SUITE_P(BytesThatAreNotUtf8,
                         TokenizerWords,
                         testing::ValuesIn(std::vector<WordsCase>{
                             {"user\x92s data", "[user][s][data]"},
                             {"caf\xE9 au", "[caf][au]"},
                             {"\xC3", ""},
                             {"a\xE2\x80", "[a]"},
                             {"a\xF0\x9F\x98\x80"s
                              "b",
                              "[a][b]"},
                             {"\xED\xA0\x80x", "[x]"},
                             {"a\0b"s, "[a][b]"},
                             {"a\uFFFD"s
                              "b",
                              "[a][b]"},
                         }));

std::vector<Separator> separators_of(std::string_view text) {
  std::vector<RawWord> words;
  split_words(text, words);
  std::vector<Separator> separators;
  std::ranges::transform(words, std::back_inserter(separators), &RawWord::before);
  return separators;
}

TEST(TokenizerTest, TellsWhatStandsBetweenWords) {
  using enum Separator;

  EXPECT_EQ(separators_of("a b"), (std::vector{kNone, kSpace}));
  EXPECT_EQ(separators_of(" a \t\u00A0 b"), (std::vector{kSpace, kSpace}));
  EXPECT_EQ(separators_of("a-b"), (std::vector{kNone, kHyphen}));
  EXPECT_EQ(separators_of("a\u2011b"), (std::vector{kNone, kHyphen}));
  EXPECT_EQ(separators_of("a\u2013b"), (std::vector{kNone, kHyphen}));
  EXPECT_EQ(separators_of("a-\u00ADb"), (std::vector{kNone, kHyphen}));
  EXPECT_EQ(separators_of("a - b"), (std::vector{kNone, kOther}));
  EXPECT_EQ(separators_of("a--b"), (std::vector{kNone, kOther}));
  EXPECT_EQ(separators_of("a, b"), (std::vector{kNone, kOther}));
  EXPECT_EQ(separators_of("a http://x b"), (std::vector{kNone, kOther}));
  EXPECT_EQ(separators_of("a x@y.z b"), (std::vector{kNone, kOther}));
  EXPECT_EQ(separators_of("a (\n b"), (std::vector{kNone, kBreak}));
}

TEST(TokenizerTest, AppendsAndLeavesEarlierWordsAlone) {
  std::vector<RawWord> words;
  split_words("john", words);
  split_words("    @example.com", words);  // the `@` stands where "john" ends

  ASSERT_EQ(words.size(), 3U);
  EXPECT_EQ(words[0], (RawWord{.begin = 0, .end = 4, .before = Separator::kNone}));
  EXPECT_EQ(words[1], (RawWord{.begin = 5, .end = 12, .before = Separator::kOther}));
  EXPECT_EQ(words[2], (RawWord{.begin = 13, .end = 16, .before = Separator::kOther}));
}

TEST(TokenizerTest, IsLinearOnHostileInput) {
  // A quadratic scanner takes minutes for any of these.
  constexpr std::size_t kBytes = 2'000'000;
  for (const std::string_view piece : {"@",
                                       "a@",
                                       "a.",
                                       "a'",
                                       "'",
                                       "\u00AD",
                                       "a\u00AD",
                                       "www.",
                                       "://",
                                       "a://",
                                       ".@b.c",
                                       "(s)",
                                       "\xC3",
                                       "|",
                                       " | ",
                                       "-",
                                       "a\u0301"}) {
    std::string text;
    while (text.size() < kBytes) {
      text += piece;
    }

    std::vector<RawWord> words;
    split_words(text, words);

    EXPECT_LE(words.size(), text.size()) << piece;
  }
}

}  // namespace
}  // namespace smallprint
