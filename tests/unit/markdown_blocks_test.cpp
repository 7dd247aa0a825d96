#include "common/markdown_blocks.hpp"

#include <array>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace smallprint {
namespace {

std::vector<std::string> texts(std::string_view body) {
  const MarkdownDocument document = read_markdown(body);
  std::vector<std::string> result;
  for (const MarkdownBlock& block : document.blocks) {
    result.emplace_back(document.text.view(block.text));
  }
  return result;
}

using Texts = std::vector<std::string>;

struct TextCase {
  std::string_view body;
  Texts texts;
};

void PrintTo(const TextCase& test, std::ostream* out) {
  *out << ::testing::PrintToString(std::string(test.body));
}

class ReadMarkdownText : public ::testing::TestWithParam<TextCase> {};

TEST_P(ReadMarkdownText, GivesPlainText) {
  EXPECT_EQ(texts(GetParam().body), GetParam().texts);
}

INSTANTIATE_TEST_SUITE_P(
    Inlines,
    ReadMarkdownText,
    ::testing::Values(
        TextCase{"a *b* __c__ `d` \\_e\\_", {"a b c d _e_"}},
        TextCase{"[text](http://target \"title\") and [](empty) end", {"text and end"}},
        TextCase{"![a picture](x.png) beside", {"a picture beside"}},
        TextCase{"![](x.png)", {}},
        TextCase{"see <http://a.example> and http://b.example",
                 {"see http://a.example and http://b.example"}},
        TextCase{"[one][1] [2]\n\n[1]: http://a\n[2]: http://b", {"one 2"}},
        TextCase{"[Company Name] shall", {"[Company Name] shall"}},
        TextCase{"\\[name\\](s) of", {"[name](s) of"}},
        TextCase{"one\ntwo  \nthree\r\nfour", {"one two three four"}},
        TextCase{"a &amp; b&nbsp;&mdash; &#8217; &nope;", {"a & b \u2014 \u2019 &nope;"}},
        TextCase{"a&shy;b\u00ADc\u200Bd\uFEFF", {"abcd"}},
        TextCase{"a\u00A0 \u2003b\tc\u3000d", {"a b c d"}},
        TextCase{"don\xC2\x92t", {"don\u2019t"}},
        TextCase{std::string_view("a\0b\x01"
                                  "c\x7F"
                                  "d",
                                  7),
                 {"a b c d"}},
        TextCase{"caf\xE9 \xE2\x82 x", {"caf\uFFFD \uFFFD x"}},
        TextCase{"    indented\n\n    text", {"indented", "text"}}));

INSTANTIATE_TEST_SUITE_P(
    RawHtml,
    ReadMarkdownText,
    ::testing::Values(TextCase{"<p>one</p><p>two</p>", {"one", "two"}},
                      TextCase{"<div>\n**bold** [link](target)\n</div>", {"bold link"}},
                      TextCase{"o<b>n</b>e<br>two", {"one two"}},
                      TextCase{"a <script>var x;\n\nvar y;</script> b", {"a b"}},
                      TextCase{"a <!-- x\n\n# y --> b", {"a b"}},
                      TextCase{"we set <script> tags", {"we set tags"}},
                      TextCase{"<a\nhref=\"x\">text</a>", {"text"}}));

INSTANTIATE_TEST_SUITE_P(
    Blocks,
    ReadMarkdownText,
    ::testing::Values(TextCase{"> quoted\n> > deeper", {"quoted", "deeper"}},
                      TextCase{"```\none\ntwo\n\nthree\n```", {"one two", "three"}},
                      TextCase{"a\n\n---\n\n* * *\n\n\u2022\n\nb", {"a", "b"}},
                      TextCase{"# ![logo](x)", {"logo"}},
                      TextCase{"# ![logo](x) Acme [policy](y)", {"Acme policy"}},
                      TextCase{"[### More\n\nLearn more.](#more)", {"### More", "Learn more."}},
                      TextCase{"[a [b](c) d](e)", {"[a b d"}}));

TEST(ReadMarkdown, TellsKindsAndLevels) {
  const MarkdownDocument document = read_markdown("# A\n\nB\n---\n\nc\n");

  ASSERT_EQ(document.blocks.size(), 3U);
  EXPECT_EQ(document.blocks[0].kind, BlockKind::kHeading);
  EXPECT_EQ(document.blocks[0].level, 1);
  EXPECT_EQ(document.blocks[1].level, 2);
  EXPECT_EQ(document.blocks[2].kind, BlockKind::kText);
  EXPECT_EQ(document.blocks[2].words, 1U);
}

TEST(ReadMarkdown, FlattensListsInOrder) {
  const MarkdownDocument document =
      read_markdown("* one\n  1. two\n\n     more\n* three\n\nfour\n");

  ASSERT_EQ(document.blocks.size(), 5U);
  const std::array<std::uint32_t, 5> depths{1, 2, 2, 1, 0};
  const std::array<bool, 5> begins_item{true, true, false, true, false};
  for (std::size_t i = 0; i < depths.size(); ++i) {
    EXPECT_EQ(document.blocks[i].list_depth, depths[i]) << i;
    EXPECT_EQ(document.blocks[i].begins_item, begins_item[i]) << i;
  }
  ASSERT_EQ(document.lists.size(), 2U);
  EXPECT_EQ(document.lists[0].blocks, 4U);
  EXPECT_FALSE(document.lists[0].is_ordered);
  EXPECT_EQ(document.lists[1].blocks, 2U);
  EXPECT_TRUE(document.lists[1].is_ordered);
}

TEST(ReadMarkdown, JoinsCellsAndRowsInTheText) {
  const MarkdownDocument document =
      read_markdown("| Data | Use |\n| --- | --- |\n| Name<br>Mail | a \\| b |\n|  | \u2713 |\n");

  EXPECT_EQ(document.text.text(), "Data | Use\nName Mail | a | b\n\u2713");
  ASSERT_EQ(document.blocks.size(), 5U);
  EXPECT_TRUE(document.blocks[0].is_header_cell);
  EXPECT_TRUE(document.blocks[0].begins_row);
  EXPECT_FALSE(document.blocks[1].begins_row);
  EXPECT_TRUE(document.blocks[2].begins_row);
  EXPECT_FALSE(document.blocks[2].is_header_cell);
  EXPECT_TRUE(document.blocks[4].begins_row);
}

TEST(ReadMarkdown, KnowsBoldBlocksAndBoldFirstLines) {
  const MarkdownDocument document =
      read_markdown("**All** __of it__:\n\n**First**  \nrest\n\n**Not** all\nof it\n");

  ASSERT_EQ(document.blocks.size(), 3U);
  EXPECT_TRUE(document.blocks[0].is_bold);
  EXPECT_FALSE(document.blocks[1].is_bold);
  EXPECT_EQ(document.text.view({document.blocks[1].text.begin, document.blocks[1].bold_line_end}),
            "First");
  EXPECT_EQ(document.blocks[2].bold_line_end, 0U);
}

TEST(ReadMarkdown, MapsTextToItsBytes) {
  const std::string body = "x **one** two\nthree &amp; four";

  const Passage passage = read_markdown(body).text.passage({0, 20}, 0);

  EXPECT_EQ(passage.text, "x one two three & fo");
  EXPECT_EQ(apply_cuts(body, passage.cuts), passage.text);
}

TEST(ReadMarkdown, ReadsATableWithoutMeaningThatPadsWithoutEnd) {
  std::string body = "|a";
  std::string underline = "|-";
  for (int i = 0; i < 1000; ++i) {
    body += "|a";
    underline += "|-";
  }
  body += "|\n" + underline + "|\n";
  for (int i = 0; i < 1000; ++i) {
    body += "|x\n";
  }

  EXPECT_EQ(read_markdown(body).blocks.size(), 1U);
}

TEST(ReadMarkdown, ReadsReferencesToAnEndlessTarget) {
  std::string body = "[a]: /" + std::string(20'000, 'b') + "\n\n";
  for (int i = 0; i < 100; ++i) {
    body += "[a] ";
  }

  const Texts result = texts(body);

  ASSERT_EQ(result.size(), 2U);
  EXPECT_EQ(result[1].substr(0, 7), "[a] [a]");
}

}  // namespace
}  // namespace smallprint
