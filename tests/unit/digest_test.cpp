#include "common/digest.hpp"

#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

namespace smallprint {
namespace {

// Published with the algorithm: XXH3 of the empty input and of "abc", seed 0.
constexpr std::string_view kEmptyHex = "99aa06d3014798d86001c324468d497f";
constexpr std::string_view kAbcHex = "06b05ab6733a618578af5f94892f3950";

TEST(DigestTest, GivesThePublishedValues) {
  EXPECT_EQ(digest_hex(""), kEmptyHex);
  EXPECT_EQ(digest_hex("abc"), kAbcHex);
  EXPECT_EQ(digest("abc").high, 0x06b05ab6733a6185U);
  EXPECT_EQ(digest("abc").low, 0x78af5f94892f3950U);
  EXPECT_EQ(hash64(""), 0x2d06800538d394c2U);
  EXPECT_EQ(hash64("abc"), 0x78af5f94892f3950U);
}

TEST(DigestTest, DoesNotDependOnHowTheBytesWereCut) {
  const std::string text(1000, 'x');
  Digest digest_of_pieces;

  digest_of_pieces.update(std::string_view(text).substr(0, 1));
  digest_of_pieces.update({});
  digest_of_pieces.update(std::string_view(text).substr(1, 500));
  digest_of_pieces.update(std::string_view(text).substr(501));

  EXPECT_EQ(digest_of_pieces.value(), digest(text));
}

TEST(DigestTest, CanBeReadBeforeMoreFollows) {
  Digest growing;

  EXPECT_EQ(to_hex(growing.value()), kEmptyHex);
  growing.update("abc");
  EXPECT_EQ(to_hex(growing.value()), kAbcHex);
}

TEST(DigestTest, MovesItsState) {
  Digest first;
  first.update("a");

  Digest second(std::move(first));
  second.update("bc");

  EXPECT_EQ(to_hex(second.value()), kAbcHex);
}

TEST(DigestTest, PrintsLeadingZeros) {
  EXPECT_EQ(to_hex({.high = 1, .low = 0xab}), "000000000000000100000000000000ab");
}

}  // namespace
}  // namespace smallprint
