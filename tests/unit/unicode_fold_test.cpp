#include "common/unicode_fold.hpp"

#include <ostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace smallprint {

void PrintTo(const FoldedWord& word, std::ostream* out) {
  *out << word.written << " / " << word.plain;
}

namespace {

struct FoldCase {
  std::string word;
  FoldedWord folded;
};

void PrintTo(const FoldCase& test_case, std::ostream* out) {
  *out << testing::PrintToString(test_case.word);
}

class UnicodeFold : public testing::TestWithParam<FoldCase> {};

TEST_P(UnicodeFold, GivesTheWrittenAndThePlainForm) {
  EXPECT_EQ(fold_word(GetParam().word), GetParam().folded);
}

INSTANTIATE_TEST_SUITE_P(Words,
                         UnicodeFold,
                         testing::ValuesIn(std::vector<FoldCase>{
                             {"Cookies", {"cookies", "cookies"}},
                             {"U.S", {"u.s", "u.s"}},
                             {"don`t", {"don't", "don't"}},
                             {"DON’T", {"don't", "don't"}},
                             {"don´t", {"don't", "don't"}},
                             {"Café", {"café", "cafe"}},
                             {"CAFE\u0301", {"café", "cafe"}},  // composed
                             {"Straße", {"strasse", "strasse"}},
                             {"Ærø", {"ærø", "aero"}},
                             {"Łódź", {"łódź", "lodz"}},
                             {"Þór", {"þór", "thor"}},
                             {"ﬁle", {"file", "file"}},
                             {"ＰＲＩＶＡＣＹ", {"privacy", "privacy"}},
                             {"infor\u00ADma\u200Btion", {"information", "information"}},
                             {"Політика", {"політика", "політика"}},
                             {"Йод", {"йод", "йод"}},  // no Latin letter: the mark stays
                             {"ガ", {"ガ", "ガ"}},
                             {"\uFDFA",
                              {"صلىاللهعليهوسلم", "صلىاللهعليهوسلم"}},  // four words in one letter
                             {"\u3164", {"", ""}},                      // a letter that is nothing
                             {"", {"", ""}},
                             {"a\xFF\xFE", {"a", "a"}},
                             {"\x80\x80", {"", ""}},
                         }));

TEST(UnicodeFoldTest, CutsBetweenCharacters) {
  EXPECT_EQ(fold_word(std::string(100, 'A')).written, std::string(64, 'a'));

  std::string ascii_then_wide(63, 'a');
  ascii_then_wide += "жж";
  EXPECT_EQ(fold_word(ascii_then_wide).written, std::string(63, 'a'));
  EXPECT_EQ(fold_word(ascii_then_wide).plain, std::string(63, 'a'));
}

TEST(UnicodeFoldTest, StaysWithinTheLimitWhenPlainLettersAreLonger) {
  std::string wide;
  for (int i = 0; i < 40; ++i) {
    wide += "œß";
  }

  EXPECT_LE(fold_word(wide).written.size(), kMaxWordBytes);
  EXPECT_LE(fold_word(wide).plain.size(), kMaxWordBytes);
}

}  // namespace
}  // namespace smallprint
