#include "common/heading_path.hpp"

#include <gtest/gtest.h>

namespace smallprint {
namespace {

using Texts = std::vector<std::string>;

TEST(HeadingPath, KeepsTheEnclosingHeadings) {
  HeadingPath path;
  path.enter({.level = 2, .text = "A"});
  path.enter({.level = 4, .text = "B"});
  EXPECT_EQ(path.texts(), (Texts{"A", "B"}));

  path.enter({.level = 3, .text = "C"});

  EXPECT_EQ(path.texts(), (Texts{"A", "C"}));
}

TEST(HeadingPath, LeavesTheTitleOut) {
  HeadingPath path;
  path.enter({.level = 1, .is_title = true, .text = "Policy"});
  path.enter({.level = 2, .text = "A"});

  EXPECT_EQ(path.texts(), (Texts{"A"}));
}

TEST(HeadingPath, ReplacesAPseudoHeadingThatHadText) {
  HeadingPath path;
  path.enter({.level = 2, .text = "A"});
  path.enter({.text = "x"});
  path.note_text();

  path.enter({.text = "y"});

  EXPECT_EQ(path.texts(), (Texts{"A", "y"}));
}

TEST(HeadingPath, StacksPseudoHeadingsWithoutTextBetweenThem) {
  HeadingPath path;
  path.enter({.text = "2. Sharing"});
  path.enter({.text = "2.1 Advertisers"});

  EXPECT_EQ(path.texts(), (Texts{"2. Sharing", "2.1 Advertisers"}));
}

TEST(HeadingPath, StacksNoMoreThanThree) {
  HeadingPath path;
  for (const char* text : {"a", "b", "c", "d"}) {
    path.enter({.text = text});
  }

  EXPECT_EQ(path.texts(), (Texts{"d"}));
}

TEST(HeadingPath, EndsPseudoHeadingsAtAMarkdownHeading) {
  HeadingPath path;
  path.enter({.text = "x"});
  path.enter({.level = 6, .text = "A"});

  EXPECT_EQ(path.texts(), (Texts{"A"}));
}

TEST(HeadingText, IsOneLine) {
  EXPECT_EQ(heading_text("We collect:\nname"), "We collect: name");
}

TEST(HeadingText, HasAtMostFortyWords) {
  std::string words = "w";
  for (int i = 1; i < 40; ++i) {
    words += " w";
  }

  EXPECT_EQ(heading_text(words + " last"), words);
}

TEST(HeadingText, HasAtMostThreeHundredBytes) {
  EXPECT_EQ(heading_text(std::string(299, 'x') + "\u20AC"), std::string(299, 'x'));
  EXPECT_EQ(heading_text(std::string(299, 'x') + " y"), std::string(299, 'x'));
}

}  // namespace
}  // namespace smallprint
