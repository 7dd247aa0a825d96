#include "common/code_point.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace smallprint {
namespace {

std::vector<std::size_t> sizes_of(std::string_view text) {
  std::vector<std::size_t> sizes;
  while (!text.empty()) {
    sizes.push_back(first_code_point(text).size);
    text.remove_prefix(sizes.back());
  }
  return sizes;
}

TEST(FirstCodePoint, ReadsEachLength) {
  EXPECT_EQ(first_code_point("a").value, U'a');
  EXPECT_EQ(first_code_point("\u00E9").value, U'\u00E9');
  EXPECT_EQ(first_code_point("\u20AC").value, U'\u20AC');
  EXPECT_EQ(first_code_point("\U0001F36A").value, U'\U0001F36A');
  EXPECT_EQ(first_code_point("").size, 0U);
}

// Expected: len() of the pieces that Python's bytes.decode("utf-8", "replace") replaces.
TEST(FirstCodePoint, TakesMaximalSubpartsOfWhatIsNoUtf8) {
  EXPECT_EQ(sizes_of("\xE9x"), (std::vector<std::size_t>{1, 1}));
  EXPECT_EQ(sizes_of("\xE2\x82x"), (std::vector<std::size_t>{2, 1}));
  EXPECT_EQ(sizes_of("\xF0\x9F\x92"), (std::vector<std::size_t>{3}));
  EXPECT_EQ(sizes_of("\xED\xA0\x80"), (std::vector<std::size_t>{1, 1, 1}));
  EXPECT_EQ(sizes_of("\xC0\xAF"), (std::vector<std::size_t>{1, 1}));
  EXPECT_EQ(sizes_of("\xF4\x90\x80\x80"), (std::vector<std::size_t>{1, 1, 1, 1}));
}

TEST(FirstCodePoint, TellsAReplacementCharacterFromWhatIsNoUtf8) {
  EXPECT_TRUE(first_code_point("\uFFFD").valid);
  EXPECT_FALSE(first_code_point("\xE9x").valid);
  EXPECT_FALSE(first_code_point("\xE2\x82x").valid);
}

TEST(IsUtf8, LooksAtEveryByte) {
  EXPECT_TRUE(is_utf8(""));
  EXPECT_TRUE(is_utf8("sixteen of ASCII caf\u00E9 and \U0001F36A, \uFFFD too"));
  EXPECT_FALSE(is_utf8("sixteen of ASCII caf\xE9"));
  EXPECT_FALSE(is_utf8("\xC0\xAF"));
  EXPECT_FALSE(is_utf8("\xED\xA0\x80"));
  EXPECT_FALSE(is_utf8("cut \xE2\x82"));
}

TEST(AppendCodePoint, WritesWhatIsRead) {
  std::string text;
  for (const char32_t value : {U'a', U'\u00E9', U'\u20AC', U'\U0001F36A'}) {
    append_code_point(text, value);
  }

  EXPECT_EQ(text, "a\u00E9\u20AC\U0001F36A");
}

TEST(CodePoint, KnowsLettersAndCaseOfOtherScripts) {
  EXPECT_TRUE(is_letter(U'\u0436'));
  EXPECT_FALSE(is_letter(U'\u2014'));
  EXPECT_TRUE(is_upper_case(U'\u00C9'));
  EXPECT_FALSE(is_upper_case(U'\u00E9'));
  EXPECT_TRUE(is_lower_case(U'\u00E9'));
}

TEST(HasAlphanumeric, LooksBeyondAscii) {
  EXPECT_TRUE(has_alphanumeric("-- 7"));
  EXPECT_TRUE(has_alphanumeric("\u2014 \u0436"));
  EXPECT_FALSE(has_alphanumeric("\u2014 | * \uFFFD \u00A9"));
  EXPECT_FALSE(has_alphanumeric(""));
}

TEST(Utf8Prefix, CutsNoCharacter) {
  EXPECT_EQ(utf8_prefix("ab\u20AC", 4), "ab");
  EXPECT_EQ(utf8_prefix("ab\u20AC", 5), "ab\u20AC");
}

}  // namespace
}  // namespace smallprint
