#include "common/passage_splitter.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/passage_invariants.hpp"

namespace smallprint {
namespace {

/// As `heading > path | text`, which is short enough to compare.
std::vector<std::string> passages(const std::string& file) {
  const PolicyText policy = split_passages(file, 0);
  EXPECT_EQ(testing_support::find_fault(file, 0, policy).value_or(""), "");
  std::vector<std::string> result;
  for (const Passage& passage : policy.passages) {
    std::string line;
    for (const std::string& heading : passage.heading) {
      line += heading + " > ";
    }
    result.push_back(line + passage.text);
  }
  return result;
}

std::string title(std::string_view file) {
  return split_passages(file, 0).title;
}

/// A sentence of `count` words, at least 4, that begins with `name`.
std::string sentence(const std::string& name, std::size_t count) {
  std::string text = name;
  for (std::size_t i = 2; i < count; ++i) {
    text += " data";
  }
  return text + " end.";
}

using Passages = std::vector<std::string>;

const std::string first_paragraph = sentence("First", 14);
const std::string second_paragraph = sentence("Second", 14);

TEST(SplitPassages, GivesEachParagraphAPassage) {
  EXPECT_EQ(passages(first_paragraph + "\n\n" + second_paragraph + "\n"),
            (Passages{first_paragraph, second_paragraph}));
}

TEST(SplitPassages, SeesNothingBeforeTheBody) {
  const std::string header = "> *a header line*\n\n";
  const std::string file = header + first_paragraph;

  const PolicyText policy = split_passages(file, header.size());

  ASSERT_EQ(policy.passages.size(), 1U);
  EXPECT_EQ(policy.passages[0].text, first_paragraph);
  EXPECT_EQ(policy.passages[0].byte_begin, header.size());
  EXPECT_EQ(policy.passages[0].byte_end, file.size());
}

TEST(SplitPassages, OfNothingIsNothing) {
  EXPECT_TRUE(split_passages("", 0).passages.empty());
  EXPECT_TRUE(split_passages("header\n", 7).passages.empty());
  EXPECT_TRUE(split_passages("\n---\n\n![](x.png)\n\n* * *\n", 0).passages.empty());
}

TEST(SplitPassages, PutsAFragmentWithWhatFollowsIt) {
  EXPECT_EQ(passages("Cookies.\n\n" + first_paragraph), (Passages{"Cookies.\n" + first_paragraph}));
  EXPECT_EQ(passages("Cookies.\n\n* one\n* two"), (Passages{"Cookies.\none\ntwo"}));
}

TEST(SplitPassages, LeavesAFragmentAtTheEndOfASectionAlone) {
  EXPECT_EQ(
      passages("# A\n\n" + first_paragraph + "\n\n## B\n\nCall us.\n\n## C\n\n" + second_paragraph),
      (Passages{first_paragraph, "B > Call us.", "C > " + second_paragraph}));
}

TEST(SplitPassages, PutsAListWithItsLeadIn) {
  EXPECT_EQ(passages(first_paragraph +
                     "\n\nWe collect all of this data about you when you visit us here:\n\n"
                     "* name\n* email\n  * home\n  * work\n\n" +
                     second_paragraph),
            (Passages{first_paragraph,
                      "We collect all of this data about you when you visit us here:\n"
                      "name\nemail\nhome\nwork",
                      second_paragraph}));
}

TEST(SplitPassages, LeavesAListWithoutLeadInAlone) {
  const std::string item = "name, address and whatever else you tell us about you and yours";

  EXPECT_EQ(passages(first_paragraph + "\n\n* " + item + "\n"), (Passages{first_paragraph, item}));
}

TEST(SplitPassages, CutsALongListBetweenItemsAndKeepsTheLeadIn) {
  std::string file = "We will never:\n\n";
  for (int i = 0; i < 30; ++i) {
    file += "* sell what you have told us " + std::to_string(i) + "\n";
  }

  const PolicyText policy = split_passages(file, 0);

  ASSERT_EQ(policy.passages.size(), 2U);
  EXPECT_EQ(policy.passages[0].text.substr(0, 45),
            "We will never:\nsell what you have told us 0\ns");
  EXPECT_TRUE(policy.passages[0].heading.empty());
  EXPECT_EQ(policy.passages[1].heading, (std::vector<std::string>{"We will never:"}));
  EXPECT_EQ(policy.passages[1].text.substr(0, 25), "sell what you have told u");
}

TEST(SplitPassages, GivesLongItemsPassagesOfTheirOwn) {
  const std::string one = sentence("One", 50);
  const std::string two = sentence("Two", 50);

  EXPECT_EQ(passages("We do this:\n\n* " + one + "\n* " + two + "\n"),
            (Passages{"We do this:\n" + one, "We do this: > " + two}));
}

TEST(SplitPassages, CutsALongParagraphBetweenSentences) {
  const std::string one = sentence("One", 100);
  const std::string two = sentence("Two", 90);

  EXPECT_EQ(passages(one + " " + two), (Passages{one, two}));
}

TEST(SplitPassages, LeavesALongSentenceWhole) {
  const std::string one = sentence("One", 240);

  EXPECT_EQ(passages(one), (Passages{one}));
}

TEST(SplitPassages, PutsTableRowsTogetherAndKeepsTheHeaderRow) {
  EXPECT_EQ(passages("| Data | Use |\n| --- | --- |\n| name | contact |\n| address | shipping |\n"),
            (Passages{"Data | Use\nname | contact\naddress | shipping"}));

  std::string file = "| Data | Use |\n| --- | --- |\n";
  for (int i = 0; i < 3; ++i) {
    file += "| name | " + sentence("Row", 80) + " |\n";
  }
  const PolicyText policy = split_passages(file, 0);

  ASSERT_EQ(policy.passages.size(), 2U);
  EXPECT_TRUE(policy.passages[0].heading.empty());
  EXPECT_EQ(policy.passages[1].heading, (std::vector<std::string>{"Data | Use"}));
}

TEST(SplitPassages, CutsALayoutTableIntoSentences) {
  const std::string one = sentence("One", 120);
  const std::string two = sentence("Two", 120);

  EXPECT_EQ(passages("| |\n| --- |\n| " + one + " " + two + " |\n"), (Passages{one, two}));
}

TEST(SplitPassages, PathsAreEnclosingHeadingsWithoutTheTitle) {
  EXPECT_EQ(passages("# Policy\n\n" + first_paragraph + "\n\n## A\n\n### B\n\n" + second_paragraph +
                     "\n\n## C\n\n" + first_paragraph),
            (Passages{first_paragraph, "A > B > " + second_paragraph, "C > " + first_paragraph}));
}

TEST(SplitPassages, TakesBoldCapitalAndNumberedLinesForHeadings) {
  EXPECT_EQ(passages("# Policy\n\n**Your data**\n\n" + first_paragraph + "\n\nOUR COOKIES\n\n" +
                     second_paragraph + "\n\n2\\. Sharing of data\n\n" + first_paragraph +
                     "\n\n3. Retention of data\n\n" + second_paragraph),
            (Passages{"Your data > " + first_paragraph,
                      "OUR COOKIES > " + second_paragraph,
                      "2. Sharing of data > " + first_paragraph,
                      "Retention of data > " + second_paragraph}));
}

TEST(SplitPassages, TakesABoldFirstLineForAHeading) {
  EXPECT_EQ(passages("# Policy\n\n**Your data**  \n" + first_paragraph),
            (Passages{"Your data > " + first_paragraph}));
}

TEST(SplitPassages, KeepsANumberedSentenceAsText) {
  EXPECT_EQ(passages("1. We may share your data with advertisers.\n\n" + first_paragraph),
            (Passages{"We may share your data with advertisers.\n" + first_paragraph}));
}

TEST(SplitPassages, KeepsABoldLineThatHeadsNothingAsText) {
  EXPECT_EQ(
      passages("# Policy\n\n" + first_paragraph + "\n\n**Acme Limited**\n\n**London**\n\n# End\n"),
      (Passages{first_paragraph, "Acme Limited\nLondon"}));
}

TEST(SplitPassages, KeepsADateLineAsText) {
  EXPECT_EQ(passages("# Policy\n\n## Last updated: May 25, 2018\n\n" + first_paragraph),
            (Passages{"Last updated: May 25, 2018\n" + first_paragraph}));
}

TEST(SplitPassages, TakesAListAroundHeadingsForLayout) {
  EXPECT_EQ(passages("* ## A\n\n  " + first_paragraph + "\n\n  " + second_paragraph +
                     "\n\n  * x\n  * y\n"),
            (Passages{first_paragraph, second_paragraph, "x\ny"}));
}

TEST(SplitPassages, TakesABoldLineWithParagraphsInItsItemForAHeading) {
  EXPECT_EQ(passages("# Policy\n\n* **Your data**\n\n  " + first_paragraph +
                     "\n\n* **Our data**\n\n  " + second_paragraph),
            (Passages{"Your data > " + first_paragraph, "Our data > " + second_paragraph}));
}

TEST(SplitPassages, TitleIsTheFirstMarkdownHeadingWithALetter) {
  EXPECT_EQ(title("**Bold**\n\ntext\n\n# 123\n\n## [Privacy](x) *Policy*\n\n# Other"),
            "Privacy Policy");
  EXPECT_EQ(title("Privacy\n=======\n"), "Privacy");
  EXPECT_EQ(title("# ![Acme](logo.png)\n"), "Acme");
}

TEST(SplitPassages, TitleIsElseTheFirstPseudoHeading) {
  const std::string file = "text before\n\n**Privacy policy**\n\n" + first_paragraph;

  EXPECT_EQ(title(file), "Privacy policy");
  EXPECT_EQ(passages(file), (Passages{"text before", first_paragraph}));
}

TEST(SplitPassages, TitleIsEmptyWithoutAHeading) {
  EXPECT_EQ(title("just text, of which there is not much."), "");
}

TEST(SplitPassages, FindsTheBytesOfEachPassage) {
  const std::string file =
      "## A *b* \n\nWe **never** sell &quot;data&quot;\nto [others](http://x).\n";

  const PolicyText policy = split_passages(file, 0);

  ASSERT_EQ(policy.passages.size(), 1U);
  const Passage& passage = policy.passages[0];
  EXPECT_EQ(passage.text, "We never sell \"data\" to others.");
  EXPECT_EQ(file.substr(passage.byte_begin, passage.byte_end - passage.byte_begin),
            "We **never** sell &quot;data&quot;\nto [others](http://x).");
}

TEST(SplitPassages, ReplacesWhatIsNoUtf8AndKeepsTheOffsets) {
  const std::string file = "caf\xE9 data\n\n## Next\n\n" + first_paragraph;

  const PolicyText policy = split_passages(file, 0);

  ASSERT_EQ(policy.passages.size(), 2U);
  EXPECT_EQ(policy.passages[0].text, "caf\uFFFD data");
  EXPECT_EQ(policy.passages[0].byte_end, 9U);
  EXPECT_EQ(policy.passages[1].byte_begin, 20U);
}

TEST(SplitPassages, CutsFiveMegabytesOnOneLine) {
  std::string file;
  while (file.size() < 5'000'000) {
    file += "We collect your data when you visit our site. ";
  }

  const PolicyText policy = split_passages(file, 0);

  EXPECT_EQ(testing_support::find_fault(file, 0, policy).value_or(""), "");
  EXPECT_GT(policy.passages.size(), 5000U);
  for (const Passage& passage : policy.passages) {
    ASSERT_EQ(passage.text.back(), '.');
    ASSERT_LE(passage.text.size(), 180U * 6U);
  }
}

}  // namespace
}  // namespace smallprint
