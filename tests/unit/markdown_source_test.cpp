#include "common/markdown_source.hpp"

#include <string>

#include <gtest/gtest.h>

namespace smallprint {
namespace {

std::string repeat(std::string_view text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) {
    result += text;
  }
  return result;
}

TEST(MarkdownSource, ViewsAValidBodyWithoutACopy) {
  const std::string body = "# Caf\u00E9 \u201Cquoted\u201D \uFFFD\n\ntext <b>bold</b>\n";

  EXPECT_EQ(MarkdownSource(body).text().data(), body.data());
}

TEST(MarkdownSource, MarksWhatIsNoUtf8ByteForByte) {
  EXPECT_EQ(MarkdownSource("caf\xE9 \xE2\x82 x").text(), "caf\x02 \x02\x03 x");
  EXPECT_EQ(MarkdownSource(std::string_view("a\0b\x02\x03", 5)).text(),
            "a\x01"
            "b\x01\x01");
}

TEST(MarkdownSource, BlanksScriptsStylesAndCommentsAcrossBlankLines) {
  const std::string hidden = "<SCRIPT src='x'>\n\nvar a;\n</script >";
  EXPECT_EQ(MarkdownSource("a " + hidden + " b").text(),
            "a " + std::string(hidden.size(), kBlankByte) + " b");
  EXPECT_EQ(MarkdownSource("<!-- x\n\n-->y").text(), std::string(11, kBlankByte) + "y");
  EXPECT_EQ(MarkdownSource("<style></style>z").text(), std::string(15, kBlankByte) + "z");
}

TEST(MarkdownSource, LeavesWhatIsNotClosed) {
  for (const std::string body : {"a <script> b", "a <!-- b", "a <scripture></script>"}) {
    EXPECT_EQ(MarkdownSource(body).text(), body);
  }
}

TEST(MarkdownSource, FindsTheClosedElementBehindAnOpenOne) {
  EXPECT_EQ(MarkdownSource("<!-- a <style></style> b").text(),
            "<!-- a " + std::string(15, kBlankByte) + " b");
}

TEST(MarkdownSource, JoinsLongRunsOfBlankLines) {
  EXPECT_EQ(MarkdownSource("a\n" + repeat("\n", 64) + "b\n").text(),
            "a\n" + repeat("\n", 64) + "b\n");
  EXPECT_EQ(MarkdownSource("a\n" + repeat("\n", 65) + "b\n").text(),
            "a\n\n" + repeat(" ", 62) + "\n\nb\n");
}

TEST(MarkdownSource, TakesTheMeaningOfMarksBeyondAnyRealParagraph) {
  const std::string text(MarkdownSource(repeat("*a", 9000)).text());

  EXPECT_EQ(text.substr(0, 16384), repeat("*a", 8192));
  EXPECT_EQ(text.substr(16384),
            repeat("\x01"
                   "a",
                   808));
}

TEST(MarkdownSource, TakesTheMeaningOfOpenTitlesBeyondTheFirst) {
  const std::string text(MarkdownSource(repeat("[a]: b (\n", 100)).text());

  EXPECT_EQ(text.substr(0, 576), repeat("[a]: b (\n", 64));
  EXPECT_EQ(text.substr(576), repeat("[a\x01: b (\n", 36));
}

TEST(MarkdownSource, LeavesALongListAlone) {
  const std::string body = repeat("* [a](b) **c** [d]\n", 4000);

  EXPECT_EQ(MarkdownSource(body).text(), body);
}

TEST(MarkdownSource, DisablesReferenceDefinitions) {
  MarkdownSource source("[a]: b\n\n[a]\n");

  source.disable_reference_definitions();

  EXPECT_EQ(source.text(), "[a]\x01 b\n\n[a]\n");
}

}  // namespace
}  // namespace smallprint
