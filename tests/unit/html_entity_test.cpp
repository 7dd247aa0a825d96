#include "common/html_entity.hpp"

#include <array>
#include <utility>

#include <gtest/gtest.h>

namespace smallprint {
namespace {

TEST(DecodeEntity, KnowsNamesAndNumbers) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kCases{{
      {"&amp;", "&"},
      {"&AMP;", "&"},
      {"&quot;", "\""},
      {"&nbsp;", "\u00A0"},
      {"&mdash;", "\u2014"},
      {"&rsquo;", "\u2019"},
      {"&copy;", "\u00A9"},
      {"&zwnj;", "\u200C"},
      {"&#65;", "A"},
      {"&#x2019;", "\u2019"},
      {"&#X1F36A;", "\U0001F36A"},
      {"&#146;", "\u2019"},
      {"&#129;", " "},
      {"&unknown;", "&unknown;"},
  }};
  for (const auto& [reference, text] : kCases) {
    EXPECT_EQ(decode_entity(reference), text) << reference;
  }
}

TEST(DecodeEntity, ReplacesWhatIsNoCodePoint) {
  for (const std::string_view reference : {"&#0;", "&#xD800;", "&#x110000;", "&#9999999;"}) {
    EXPECT_EQ(decode_entity(reference), "\uFFFD") << reference;
  }
}

}  // namespace
}  // namespace smallprint
