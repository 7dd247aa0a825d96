#include "common/html_tag.hpp"

#include <gtest/gtest.h>

namespace smallprint {
namespace {

TEST(HtmlTagKind, TellsFormattingFromBlocks) {
  EXPECT_EQ(html_tag_kind("<b>"), HtmlTagKind::kInline);
  EXPECT_EQ(html_tag_kind("</STRONG>"), HtmlTagKind::kInline);
  EXPECT_EQ(html_tag_kind("<a href=\"x\">"), HtmlTagKind::kInline);
  EXPECT_EQ(html_tag_kind("<P class='x'>"), HtmlTagKind::kBlock);
  EXPECT_EQ(html_tag_kind("</blockquote>"), HtmlTagKind::kBlock);
  EXPECT_EQ(html_tag_kind("<h2>"), HtmlTagKind::kBlock);
}

TEST(HtmlTagKind, TakesTheUnknownForABreak) {
  EXPECT_EQ(html_tag_kind("<br/>"), HtmlTagKind::kBreak);
  EXPECT_EQ(html_tag_kind("<custom-element>"), HtmlTagKind::kBreak);
  EXPECT_EQ(html_tag_kind("<!-- p -->"), HtmlTagKind::kBreak);
  EXPECT_EQ(html_tag_kind("<"), HtmlTagKind::kBreak);
}

}  // namespace
}  // namespace smallprint
