#include "schemas/program_version.hpp"

#include <filesystem>
#include <fstream>
#include <regex>
#include <string>

#include <gtest/gtest.h>

namespace smallprint {
namespace {

TEST(ProgramVersion, IsThatOfTheBuild) {
  std::ifstream file(std::filesystem::path(SMALLPRINT_SOURCE_DIR) / "CMakeLists.txt");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  std::smatch match;
  ASSERT_TRUE(
      std::regex_search(text, match, std::regex(R"(project\(smallprint VERSION ([0-9.]+))")));
  EXPECT_EQ(match[1], kProgramVersion);
}

}  // namespace
}  // namespace smallprint
