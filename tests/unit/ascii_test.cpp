#include "common/ascii.hpp"

#include <gtest/gtest.h>

namespace smallprint {
namespace {

TEST(AsciiLower, ChangesCapitalsOfAsciiAlone) {
  EXPECT_EQ(ascii_lower("AZ az @[`{ 09 \u00C9\u0130 \xC0"), "az az @[`{ 09 \u00C9\u0130 \xC0");
  EXPECT_EQ(ascii_lower(""), "");
}

TEST(EqualsIgnoringCase, ComparesWholeTexts) {
  EXPECT_TRUE(equals_ignoring_case("MailTo", "mailto"));
  EXPECT_FALSE(equals_ignoring_case("mailto:", "mailto"));
  EXPECT_FALSE(equals_ignoring_case("mail", "mailto"));
  EXPECT_FALSE(equals_ignoring_case("caf\u00C9", "caf\u00E9"));
}

}  // namespace
}  // namespace smallprint
