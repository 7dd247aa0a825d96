#include "common/heading_detector.hpp"

#include <gtest/gtest.h>

#include "common/word_scan.hpp"

namespace smallprint {
namespace {

bool is_heading(std::string_view text) {
  return is_pseudo_heading({.text = text, .words = count_words(text)});
}

bool is_bold_heading(std::string_view text) {
  return is_pseudo_heading({.text = text, .words = count_words(text), .is_bold = true});
}

bool is_item_heading(std::string_view text) {
  return is_pseudo_heading({.text = text, .words = count_words(text), .is_numbered_item = true});
}

TEST(IsPseudoHeading, TakesBoldLines) {
  EXPECT_TRUE(is_bold_heading("Important terms"));
  EXPECT_TRUE(is_bold_heading("Vendors and service providers."));
  EXPECT_TRUE(is_bold_heading("Do we share what we know about you with third parties?"));
  EXPECT_TRUE(is_bold_heading("We use this data for the following purposes:"));
}

TEST(IsPseudoHeading, LeavesBoldTextAlone) {
  EXPECT_FALSE(is_bold_heading("We never sell the personal data of our customers."));
  EXPECT_FALSE(is_bold_heading("name, address,"));
  EXPECT_FALSE(is_bold_heading("and other things"));
  EXPECT_FALSE(is_bold_heading("privacy@example.com"));
  EXPECT_FALSE(is_bold_heading("https://example.com"));
  EXPECT_FALSE(
      is_bold_heading("one two three four five six seven eight nine ten eleven twelve thirteen "
                      "fourteen fifteen sixteen seventeen eighteen nineteen"));
}

TEST(IsPseudoHeading, TakesLinesInCapitals) {
  EXPECT_TRUE(is_heading("INFORMATION WE COLLECT"));
  EXPECT_TRUE(is_heading("\u00C9QUIPE & DATA"));
  EXPECT_TRUE(is_heading("OTHER SITES."));
}

TEST(IsPseudoHeading, LeavesCapitalTextAlone) {
  EXPECT_FALSE(is_heading("PLEASE READ THIS POLICY CAREFULLY BEFORE YOU USE IT."));
  EXPECT_FALSE(is_heading("US"));
  EXPECT_FALSE(is_heading("ABC 12345"));
  EXPECT_FALSE(is_heading("Information WE COLLECT"));
}

TEST(IsPseudoHeading, TakesNumberedLines) {
  EXPECT_TRUE(is_heading("1. Information we collect"));
  EXPECT_TRUE(is_heading("2.1 Cookies"));
  EXPECT_TRUE(is_heading("IV. SECURITY"));
  EXPECT_TRUE(is_heading("IV. Security"));
  EXPECT_TRUE(is_heading("B) Your choices"));
  EXPECT_TRUE(is_heading("Section 4 - Cookies"));
  EXPECT_TRUE(is_heading("SECTION 4: Cookies"));
  EXPECT_TRUE(is_heading("3. Links to Other Sites."));
  EXPECT_TRUE(is_heading("11. If I don\u2019t register, do you still collect data on me?"));
  EXPECT_TRUE(is_item_heading("Information we collect"));
}

TEST(IsPseudoHeading, LeavesNumberedSentencesAlone) {
  EXPECT_FALSE(is_heading("1. We may share your data with advertisers."));
  EXPECT_FALSE(is_heading("1. We may share your data"));
  EXPECT_FALSE(is_heading("1. cookies"));
  EXPECT_FALSE(is_heading("5 years of data"));
  EXPECT_FALSE(is_heading("2.5 million customers trust us."));
  EXPECT_FALSE(is_heading("A new policy"));
  EXPECT_FALSE(is_heading("Part of the data"));
  EXPECT_FALSE(is_item_heading("We may share your data with advertisers."));
  EXPECT_FALSE(is_item_heading("name, address and telephone number;"));
}

TEST(IsPseudoHeading, LeavesDateLinesAlone) {
  EXPECT_FALSE(is_bold_heading("Last updated: May 25, 2018"));
  EXPECT_FALSE(is_heading("EFFECTIVE DATE: 1/1/2020"));
}

TEST(IsDateLine, NeedsADateAndACue) {
  EXPECT_TRUE(is_date_line("Last updated: May 25, 2018", 5));
  EXPECT_TRUE(is_date_line("Version of 2018-05-25", 3));
  EXPECT_TRUE(is_date_line("January 1, 2020", 3));
  EXPECT_TRUE(is_date_line("Effective 1/1/20", 2));
  EXPECT_FALSE(is_date_line("California Consumer Privacy Act of 2018", 6));
  EXPECT_FALSE(is_date_line("Effective date", 2));
}

TEST(IsStyledParagraph, IsALongHeadingOrASentence) {
  EXPECT_TRUE(is_styled_paragraph("We keep what you tell us.", 26));
  EXPECT_TRUE(is_styled_paragraph("We keep what you tell us for as long as you use it.", 12));
  EXPECT_FALSE(is_styled_paragraph("We keep what you tell us.", 6));
  EXPECT_FALSE(is_styled_paragraph("What you tell us and what we then do with it", 12));
}

}  // namespace
}  // namespace smallprint
