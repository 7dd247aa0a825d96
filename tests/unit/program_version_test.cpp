#include "schemas/program_version.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smallprint {
namespace {

TEST(ProgramVersion, IsThatOfTheBuild) {
  std::ifstream file(std::filesystem::path(SMALLPRINT_SOURCE_DIR) / "CMakeLists.txt");
  const std::string text{std::istreambuf_iterator<char>(file), {}};

  EXPECT_THAT(
      text,
      ::testing::HasSubstr(std::string("project(smallprint VERSION ") + kProgramVersion + " "));
}

}  // namespace
}  // namespace smallprint
