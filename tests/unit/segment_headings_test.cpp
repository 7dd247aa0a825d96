#include "indexer/segment_headings.hpp"

#include <string>

#include <gtest/gtest.h>

namespace smallprint::indexing {
namespace {

TEST(FirstLineHeading, IsAShortLineWithTextBelow) {
  EXPECT_EQ(first_line_heading("What we collect\nNames."), "What we collect");
  EXPECT_EQ(first_line_heading("  One two three four five six seven eight \nx"),
            "One two three four five six seven eight");
}

TEST(FirstLineHeading, IsNoLongLineNoSentenceAndNothingWithoutText) {
  EXPECT_EQ(first_line_heading("One two three four five six seven eight nine\nx"), "");
  for (const char mark : {'.', ';', ',', '!', '?', ':'}) {
    EXPECT_EQ(first_line_heading(std::string("A line") + mark + "\nx"), "") << mark;
  }
  EXPECT_EQ(first_line_heading("What we collect"), "");
  EXPECT_EQ(first_line_heading("What we collect\n  \n"), "");
  EXPECT_EQ(first_line_heading("\nNames"), "");
  EXPECT_EQ(first_line_heading(""), "");
}

TEST(SegmentHeadings, StayInForceWithinAPolicy) {
  SegmentHeadings headings;

  EXPECT_EQ(headings.next({.policy = "a", .heading = "", .text = "Names."}), "");
  EXPECT_EQ(headings.next({.policy = "a", .heading = "", .text = "Sharing\nNames."}), "Sharing");
  EXPECT_EQ(headings.next({.policy = "a", .heading = "", .text = "More."}), "Sharing");
  EXPECT_EQ(headings.next({.policy = "a", .heading = "Given", .text = "Own\nMore."}), "Given");
  EXPECT_EQ(headings.next({.policy = "b", .heading = "", .text = "More."}), "");
}

}  // namespace
}  // namespace smallprint::indexing
