#include "common/passage_splitter.hpp"

#include <algorithm>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "common/byte_io.hpp"
#include "common/digest.hpp"
#include "common/snapshot_header.hpp"
#include "common/word_scan.hpp"
#include "indexer/folder_source.hpp"
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

/// The source bytes of each passage.
Passages sources(const std::string& file, std::size_t body_begin) {
  Passages result;
  for (const Passage& passage : split_passages(file, body_begin).passages) {
    result.push_back(file.substr(passage.byte_begin, passage.byte_end - passage.byte_begin));
  }
  return result;
}

const std::string first_paragraph = sentence("First", 14);
const std::string second_paragraph = sentence("Second", 14);

TEST(SplitPassages, GivesEachParagraphAPassage) {
  EXPECT_EQ(passages(first_paragraph + "\n\n" + second_paragraph + "\n"),
            (Passages{first_paragraph, second_paragraph}));
}

TEST(SplitPassages, SeesNothingBeforeTheBody) {
  const std::string header = "> *a header line*\n\n";

  EXPECT_EQ(sources(header + first_paragraph, header.size()), (Passages{first_paragraph}));
}

TEST(SplitPassages, KeepsALinkApartFromTheWordsItTouches) {
  EXPECT_EQ(passages("Look[here](https://a.example)to opt out, [now](b)."),
            Passages{"Look here to opt out, now."});
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
  std::string first_half = "We will never:";
  std::string second_half = "We will never: > ";
  for (int i = 0; i < 30; ++i) {
    const std::string item = "sell what you have told us " + std::to_string(i);
    file += "* " + item + "\n";
    (i < 15 ? first_half : second_half) += (i == 15 ? "" : "\n") + item;
  }

  EXPECT_EQ(passages(file), (Passages{first_half, second_half}));
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

TEST(SplitPassages, PutsTableRowsTogether) {
  EXPECT_EQ(passages("| Data | Use |\n| --- | --- |\n| name | contact |\n| address | shipping |\n"),
            (Passages{"Data | Use\nname | contact\naddress | shipping"}));
}

TEST(SplitPassages, CutsALongTableBetweenRowsAndKeepsTheHeaderRow) {
  const std::string row = "name | " + sentence("Row", 100);

  EXPECT_EQ(passages("| Data | Use |\n| --- | --- |\n| " + row + " |\n| " + row + " |\n"),
            (Passages{"Data | Use\n" + row, "Data | Use > " + row}));
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
  const std::string text = "We **never** sell &quot;data&quot;\nto [others](http://x).";
  const std::string file = "## A *b* \n\n" + text + "\n";

  EXPECT_EQ(passages(file), (Passages{"We never sell \"data\" to others."}));
  EXPECT_EQ(sources(file, 0), (Passages{text}));
}

TEST(SplitPassages, ReplacesWhatIsNoUtf8AndKeepsTheOffsets) {
  const std::string file = "caf\xE9 data\n\n## Next\n\n" + first_paragraph;

  EXPECT_EQ(passages(file), (Passages{"caf\uFFFD data", first_paragraph}));
  EXPECT_EQ(sources(file, 0), (Passages{"caf\xE9 data", first_paragraph}));
}

TEST(SplitPassages, CutsFiveMegabytesOnOneLine) {
  std::string file;
  while (file.size() < 5'000'000) {
    file += "We collect your data when you visit our site. ";
  }

  const Passages cut = passages(file);

  EXPECT_GT(cut.size(), 5000U);
  EXPECT_TRUE(std::all_of(cut.begin(), cut.end(), [](const std::string& text) {
    return text.ends_with("site.") && count_words(text) <= kMaxPassageWords;
  }));
}

/// Of all that splitting a file gives, in its order.
void add_policy(Digest& digest, const PolicyText& policy) {
  std::string bytes;
  put_string(bytes, policy.title);
  put_varint(bytes, policy.passages.size());
  for (const Passage& passage : policy.passages) {
    put_varint(bytes, passage.heading.size());
    for (const std::string& heading : passage.heading) {
      put_string(bytes, heading);
    }
    put_string(bytes, passage.text);
    put_varint(bytes, passage.byte_begin);
    put_varint(bytes, passage.byte_end);
  }
  digest.update(bytes);
}

/// Of the passages of every file below `folder`, in the order of their paths.
std::string digest_of_passages(const std::filesystem::path& folder) {
  const indexing::FolderScan files = indexing::scan_folder(folder, {});
  EXPECT_FALSE(files.files.empty());
  Digest digest;
  for (const indexing::FileEntry& file : files.files) {
    const auto bytes = std::get<std::string>(indexing::read_file(folder, file.path));
    const auto header = std::get<SnapshotHeader>(parse_snapshot_header(bytes));
    add_policy(digest, split_passages(bytes, header.body_begin));
  }
  return to_hex(digest.value());
}

TEST(SplitPassages, GivesOtherPassagesUnderAnotherVersionOnly) {
  const std::string digest =
      digest_of_passages(std::filesystem::path(SMALLPRINT_SOURCE_DIR) / "data/sample");

  EXPECT_EQ(std::string(kSplitterVersion) + " " + digest,
            "smallprint-splitter/1 06669a92aa66d17ed7d9b16b5b25ff33")
      << "when passages are meant to change, raise kSplitterVersion and set both here";
}

}  // namespace
}  // namespace smallprint
