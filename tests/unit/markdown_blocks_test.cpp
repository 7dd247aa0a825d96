#include "common/markdown_blocks.hpp"

#include <string>
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

/// Each block as its text and, in brackets, what `describe` says of it.
template <typename Describe>
Texts described(std::string_view body, Describe describe) {
  const MarkdownDocument document = read_markdown(body);
  Texts result;
  for (const MarkdownBlock& block : document.blocks) {
    result.push_back(std::string(document.text.view(block.text)) + " [" + describe(block) + "]");
  }
  return result;
}

TEST(ReadMarkdown, TellsKindsAndLevels) {
  const auto describe = [](const MarkdownBlock& block) {
    return block.kind == BlockKind::kHeading ? "h" + std::to_string(block.level) : "text";
  };

  EXPECT_EQ(described("# A\n\nB\n---\n\nc\n", describe), (Texts{"A [h1]", "B [h2]", "c [text]"}));
}

TEST(ReadMarkdown, CountsWords) {
  const auto describe = [](const MarkdownBlock& block) { return std::to_string(block.words); };

  EXPECT_EQ(described("one\n\none  *two*\nthree and a considerable number of words\n", describe),
            (Texts{"one [1]", "one two three and a considerable number of words [9]"}));
}

TEST(ReadMarkdown, FlattensListsInOrder) {
  const auto describe = [](const MarkdownBlock& block) {
    return std::to_string(block.list_depth) + (block.begins_item ? " item" : "");
  };

  EXPECT_EQ(described("* one\n  1. two\n\n     more\n* three\n\nfour\n", describe),
            (Texts{"one [1 item]", "two [2 item]", "more [2]", "three [1 item]", "four [0]"}));
}

TEST(ReadMarkdown, CountsTheBlocksOfEachList) {
  const std::vector<MarkdownList> lists =
      read_markdown("* one\n  1. two\n\n     more\n* three\n\nfour\n").lists;

  EXPECT_EQ(lists,
            (std::vector<MarkdownList>{{.is_ordered = false, .blocks = 4},
                                       {.is_ordered = true, .blocks = 2}}));
}

constexpr std::string_view kTable =
    "| Data | Use |\n| --- | --- |\n| Name<br>Mail | a \\| b |\n|  | \u2713 |\n";

TEST(ReadMarkdown, JoinsCellsAndRowsInTheText) {
  EXPECT_EQ(read_markdown(kTable).text.text(), "Data | Use\nName Mail | a | b\n\u2713");
}

TEST(ReadMarkdown, TellsWhereRowsBegin) {
  const auto describe = [](const MarkdownBlock& block) {
    return std::string(block.is_header_cell ? "header" : "body") + (block.begins_row ? " row" : "");
  };

  EXPECT_EQ(described(kTable, describe),
            (Texts{"Data [header row]",
                   "Use [header]",
                   "Name Mail [body row]",
                   "a | b [body]",
                   "\u2713 [body row]"}));
}

TEST(ReadMarkdown, KnowsBoldBlocksAndBoldFirstLines) {
  const auto describe = [](const MarkdownBlock& block) -> std::string {
    if (block.bold_line_end != 0) {
      return "first " + std::to_string(block.bold_line_end - block.text.begin);
    }
    return block.is_bold ? "all" : "no";
  };

  EXPECT_EQ(described("**All** __of it__:\n\n**First**  \nrest\n\n**Not** all\nof it\n", describe),
            (Texts{"All of it: [all]", "First rest [first 5]", "Not all of it [no]"}));
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

  EXPECT_EQ(result.size(), 2U);
  EXPECT_EQ(result.back().substr(0, 7), "[a] [a]");
}

}  // namespace
}  // namespace smallprint
