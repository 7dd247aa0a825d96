#include "common/program.hpp"

#include <filesystem>
#include <new>
#include <stdexcept>
#include <string>
#include <system_error>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/error.hpp"

namespace smallprint {
namespace {

using ::testing::HasSubstr;

struct Ending {
  int code = 0;
  std::string message;
};

/// How a program whose body does `action` ends.
Ending ending_of(const std::function<ExitCode()>& action) {
  ::testing::internal::CaptureStderr();
  const int code = run_program("program", action);
  return {.code = code, .message = ::testing::internal::GetCapturedStderr()};
}

TEST(RunProgram, ReturnsTheCodeOfItsBody) {
  EXPECT_EQ(ending_of([] { return ExitCode::kNothingFound; }).code, 1);
}

TEST(RunProgram, PrintsAnErrorAndItsHint) {
  const Ending ending =
      ending_of([]() -> ExitCode { throw Error(ExitCode::kNoInput, "x: missing", "look for it"); });

  EXPECT_EQ(ending.code, 66);
  EXPECT_EQ(ending.message, "program: x: missing\nhint: look for it\n");
}

TEST(RunProgram, NamesThePathOfAFileSystemError) {
  const Ending ending = ending_of([]() -> ExitCode {
    std::filesystem::create_directory("/dev/null/folder");
    return ExitCode::kOk;
  });

  EXPECT_EQ(ending.code, 74);
  EXPECT_EQ(ending.message, "program: /dev/null/folder: Not a directory\n");
}

TEST(RunProgram, CallsEveryOtherExceptionABug) {
  const Ending known = ending_of([]() -> ExitCode { throw std::out_of_range("beyond the end"); });
  EXPECT_EQ(known.code, 70);
  EXPECT_THAT(known.message, HasSubstr("beyond the end\nhint: this is a bug"));

  const Ending unknown = ending_of([]() -> ExitCode { throw 1; });  // as little as Xapian::Error is
  EXPECT_EQ(unknown.code, 70);
  EXPECT_THAT(unknown.message, HasSubstr("hint: this is a bug"));
}

}  // namespace
}  // namespace smallprint
