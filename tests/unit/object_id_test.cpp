#include "indexer/git/object_id.hpp"

#include <string>

#include <gtest/gtest.h>

namespace smallprint::indexing {
namespace {

TEST(ObjectId, ReadsAndPrintsFortyHexadecimalDigits) {
  const std::string hex = "00ff0123456789abcdef0123456789abcdef0180";

  const auto id = parse_object_id(hex);

  ASSERT_TRUE(id);
  EXPECT_EQ(id->bytes[1], 0xff);
  EXPECT_EQ(id->bytes[19], 0x80);
  EXPECT_EQ(to_hex(*id), hex);
}

TEST(ObjectId, RefusesAnythingElse) {
  EXPECT_FALSE(parse_object_id(""));
  EXPECT_FALSE(parse_object_id(std::string(39, 'a')));
  EXPECT_FALSE(parse_object_id(std::string(41, 'a')));
  EXPECT_FALSE(parse_object_id(std::string(39, 'a') + 'g'));
  EXPECT_FALSE(parse_object_id(std::string(38, 'a') + "-1"));
}

}  // namespace
}  // namespace smallprint::indexing
