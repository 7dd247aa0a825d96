#include "common/mapped_text.hpp"

#include <gtest/gtest.h>

namespace smallprint {
namespace {

// "**one** &amp; two" as bytes 0..16: one = [2,5), &amp; = [8,13), two = [14,17).
MappedText one_and_two() {
  MappedText text;
  text.append_copy({2, 5}, "one");
  text.append_copy({7, 8}, " ");
  text.append_literal({8, 13}, "&");
  text.append_copy({13, 14}, " ");
  text.append_copy({14, 17}, "two");
  return text;
}

TEST(MappedText, GivesAPassageWithItsSourceRangeAndCuts) {
  const Passage passage = one_and_two().passage({0, 9}, 100);

  EXPECT_EQ(passage.text, "one & two");
  EXPECT_EQ(passage.byte_begin, 102U);
  EXPECT_EQ(passage.byte_end, 117U);
  EXPECT_EQ(passage.cuts,
            (std::vector<TextCut>{{.skip = 0, .copy = 3, .literal = {}},
                                  {.skip = 2, .copy = 1, .literal = "&"},
                                  {.skip = 5, .copy = 4, .literal = {}}}));
}

TEST(MappedText, GivesAPartOfACopiedPiece) {
  const Passage passage = one_and_two().passage({1, 2}, 0);

  EXPECT_EQ(passage.text, "n");
  EXPECT_EQ(passage.byte_begin, 3U);
  EXPECT_EQ(passage.byte_end, 4U);
  EXPECT_EQ(passage.cuts, (std::vector<TextCut>{{.skip = 0, .copy = 1, .literal = {}}}));
}

TEST(MappedText, CountsTheBytesOfALiteralAtEitherEnd) {
  const Passage passage = one_and_two().passage({4, 5}, 0);

  EXPECT_EQ(passage.text, "&");
  EXPECT_EQ(passage.byte_begin, 8U);
  EXPECT_EQ(passage.byte_end, 13U);
  EXPECT_EQ(passage.cuts, (std::vector<TextCut>{{.skip = 0, .copy = 0, .literal = "&"}}));
}

TEST(MappedText, TruncatesInsideAPiece) {
  MappedText text = one_and_two();

  text.truncate(2);

  EXPECT_EQ(text.text(), "on");
  EXPECT_EQ(text.source_end(), 4U);
}

}  // namespace
}  // namespace smallprint
