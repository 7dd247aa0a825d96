#include "common/held_generation.hpp"

#include <filesystem>
#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "common/error.hpp"
#include "common/generation.hpp"
#include "tests/support/temporary_folder.hpp"

namespace smallprint {
namespace {

namespace fs = std::filesystem;
using testing_support::TemporaryFolder;

/// An index of two generations that are nothing but a manifest and its seal; 2 is in force.
class HeldGenerationTest : public ::testing::Test {
 protected:
  HeldGenerationTest() {
    for (const std::uint64_t number : {1U, 2U}) {
      (void)index_.write(generation_name(number) + "/MANIFEST.json", "{}");
      write_seal(generation(number),
                 {.number = number, .manifest_digest = "xxh128:" + std::string(32, 'a')});
    }
    set_current_generation(index_.path(), 2);
  }

  [[nodiscard]] fs::path generation(std::uint64_t number) const {
    return fs::canonical(index_.path()) / generation_name(number);
  }

  TemporaryFolder index_;
};

TEST_F(HeldGenerationTest, IsHeldByManyAndThenByNobodyAlone) {
  const auto first = HeldGeneration::hold(generation(1));
  const auto second = HeldGeneration::hold(generation(1));

  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->path(), generation(1));
  EXPECT_FALSE(HeldGeneration::hold_alone(generation(1)));
  EXPECT_TRUE(HeldGeneration::hold_alone(generation(2)));
}

TEST_F(HeldGenerationTest, IsFreeOnceItsReaderIsGone) {
  EXPECT_TRUE(HeldGeneration::hold(generation(1)));
  EXPECT_TRUE(HeldGeneration::hold_alone(generation(1)));
}

TEST_F(HeldGenerationTest, IsNothingWhereThereIsNone) {
  EXPECT_FALSE(HeldGeneration::hold(generation(3)));
  EXPECT_FALSE(HeldGeneration::hold_alone(generation(3)));
}

TEST_F(HeldGenerationTest, IsTheOneInForce) {
  EXPECT_EQ(hold_current_generation(index_.path()).path(), generation(2));
}

TEST_F(HeldGenerationTest, IsNamedByItsRealPath) {
  const TemporaryFolder elsewhere;
  fs::create_directory_symlink(index_.path(), elsewhere.path() / "link");

  EXPECT_EQ(hold_current_generation(elsewhere.path() / "link").path(), generation(2));
}

TEST_F(HeldGenerationTest, IsAnErrorWhenTheOneInForceIsNotThere) {
  fs::remove_all(generation(2));
  try {
    (void)hold_current_generation(index_.path());
    FAIL() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ExitCode::kNoIndex);
    EXPECT_NE(std::string(error.what()).find("gen-000002"), std::string::npos);
  }
}

}  // namespace
}  // namespace smallprint
