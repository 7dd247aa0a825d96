#include "common/printable.hpp"

#include <string>

#include <gtest/gtest.h>

namespace smallprint {
namespace {

using namespace std::string_literals;

TEST(Printable, LeavesOrdinaryTextAlone) {
  for (const std::string text : {"",
                                 "We collect e-mail.",
                                 R"(back\slash "quoted")",
                                 "b\u00FCcher \u2603 \u0436.md",
                                 "\U0001F512 locked",
                                 "no\u00A0break",
                                 "\uFEFF",
                                 "\u2027\u202F\u2065\u206A\u200D\u2010"}) {
    EXPECT_EQ(printable(text), text);
  }
}

TEST(Printable, EscapesControlCharacters) {
  EXPECT_EQ(printable("a\nb"), "a\\x0Ab");
  EXPECT_EQ(printable("a\r\tb"), "a\\x0D\\x09b");
  EXPECT_EQ(printable("nul\0here"s), "nul\\x00here");
  EXPECT_EQ(printable("\x1B[31mred"), "\\x1B[31mred");
  EXPECT_EQ(printable("\x1F\x7F"), "\\x1F\\x7F");
}

TEST(Printable, EscapesControlCharactersBeyondAscii) {
  EXPECT_EQ(printable("\xC2\x80"), "\\u{0080}");
  EXPECT_EQ(printable("\xC2\x9B"
                      "31m"),
            "\\u{009B}31m");  // C1's own escape sequence
  EXPECT_EQ(printable("\xC2\x9F\xC2\xA0"), "\\u{009F}\xC2\xA0");
}

TEST(Printable, EscapesLineSeparatorsAndBidirectionalControls) {
  EXPECT_EQ(printable("a\u2028b\u2029c"), "a\\u{2028}b\\u{2029}c");
  EXPECT_EQ(printable("\u200E\u200F"), "\\u{200E}\\u{200F}");
  EXPECT_EQ(printable("\u202A\u202B\u202C\u202D\u202E"),
            "\\u{202A}\\u{202B}\\u{202C}\\u{202D}\\u{202E}");
  EXPECT_EQ(printable("\u2066\u2067\u2068\u2069"), "\\u{2066}\\u{2067}\\u{2068}\\u{2069}");
}

TEST(Printable, EscapesBytesThatAreNotUtf8) {
  EXPECT_EQ(printable("Caf\xE9!"), "Caf\\xE9!");
  EXPECT_EQ(printable("\xFF\xFE"), "\\xFF\\xFE");
  EXPECT_EQ(printable("cut \xE2\x82"), "cut \\xE2\\x82");
  EXPECT_EQ(printable("\x80 alone"), "\\x80 alone");
  EXPECT_EQ(printable("\xC0\xAF overlong"), "\\xC0\\xAF overlong");
  EXPECT_EQ(printable("\xED\xA0\x80 surrogate"), "\\xED\\xA0\\x80 surrogate");
  EXPECT_EQ(printable("\xF4\x90\x80\x80"), "\\xF4\\x90\\x80\\x80");
}

TEST(Printable, ResumesBehindABrokenSequence) {
  EXPECT_EQ(printable("\xE2\x82\n"), "\\xE2\\x82\\x0A");
  EXPECT_EQ(printable("\xE2\xC3\xA9"), "\\xE2\xC3\xA9");
}

TEST(PrintableText, KeepsLineFeedsAlone) {
  EXPECT_EQ(printable_text("one\ntwo\r\nthree\x1B"), "one\ntwo\\x0D\nthree\\x1B");
}

}  // namespace
}  // namespace smallprint
