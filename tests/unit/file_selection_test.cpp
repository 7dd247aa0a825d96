#include "indexer/file_selection.hpp"

#include <gtest/gtest.h>

namespace smallprint::indexing {
namespace {

TEST(IsNamedLikeAPolicy, KnowsThreeEndingsInAnyCase) {
  EXPECT_TRUE(is_named_like_a_policy("a.md"));
  EXPECT_TRUE(is_named_like_a_policy("a.Markdown"));
  EXPECT_TRUE(is_named_like_a_policy("x.com.TXT"));
  EXPECT_FALSE(is_named_like_a_policy("a.html"));
  EXPECT_FALSE(is_named_like_a_policy("md"));
}

TEST(IsIncluded, MatchesWholePathsAndLastParts) {
  EXPECT_TRUE(is_included({}, "a/b.md"));
  EXPECT_TRUE(is_included({"b.md"}, "a/b.md"));
  EXPECT_TRUE(is_included({"a/*"}, "a/c/b.md"));
  EXPECT_TRUE(is_included({"x", "*.md"}, "b.md"));
  EXPECT_FALSE(is_included({"a"}, "a/b.md"));
  EXPECT_FALSE(is_included({"c/*"}, "a/b.md"));
}

}  // namespace
}  // namespace smallprint::indexing
