#include "common/passage.hpp"

#include <gtest/gtest.h>

#include "common/error.hpp"

namespace smallprint {
namespace {

TEST(ApplyCuts, SkipsCopiesAndAppends) {
  const std::vector<TextCut> cuts{{.skip = 2, .copy = 3, .literal = " "},
                                  {.skip = 1, .copy = 2, .literal = "\u00A9"}};

  EXPECT_EQ(apply_cuts("**one\ntwo", cuts), "one tw\u00A9");
}

TEST(ApplyCuts, WithoutCutsGivesNothing) {
  EXPECT_EQ(apply_cuts("source", {}), "");
}

TEST(ApplyCuts, RefusesToSkipBeyondTheSource) {
  EXPECT_THROW(static_cast<void>(apply_cuts("abc", {{.skip = 4, .copy = 0, .literal = {}}})),
               Error);
}

TEST(ApplyCuts, RefusesToCopyBeyondTheSource) {
  EXPECT_THROW(
      static_cast<void>(apply_cuts("abc", {{.skip = 1, .copy = 0xFFFFFFFF, .literal = {}}})),
      Error);
}

}  // namespace
}  // namespace smallprint
