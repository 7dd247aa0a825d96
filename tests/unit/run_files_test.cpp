#include "indexer/run_files.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/error.hpp"
#include "tests/support/temporary_folder.hpp"

namespace smallprint::indexing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using testing_support::TemporaryFolder;

std::string content_of(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(RunFiles, SummaryStandsBesideTheReport) {
  EXPECT_EQ(summary_beside("/var/run.json"), "/var/run.md");
  EXPECT_EQ(summary_beside("run"), "run.md");
  EXPECT_EQ(summary_beside("run.md"), "run.md.md");
}

TEST(RunFiles, AreAllWrittenAfterARunThatReadTheArchive) {
  const TemporaryFolder folder;
  BuildCommand command;
  command.report = folder.path() / "run.json";
  command.metrics = folder.path() / "run.prom";

  RunFiles(command).write(
      RunEnd{.report = {}, .remarks = {}, .failure = Failure{ExitCode::kIo, "disk full", ""}});

  EXPECT_THAT(content_of(folder.path() / "run.json"), HasSubstr("\"format_version\": 1"));
  EXPECT_THAT(content_of(folder.path() / "run.md"), HasSubstr("disk full"));
  EXPECT_THAT(content_of(folder.path() / "run.prom"), HasSubstr("smallprint_run_exit_code 74\n"));
}

TEST(RunFiles, OfARunThatEndedBeforeAreTheMetrics) {
  const TemporaryFolder folder;
  BuildCommand command;
  command.report = folder.path() / "run.json";
  command.metrics = folder.path() / "run.prom";

  RunFiles(command).write(Failure{ExitCode::kLocked, "held", ""});

  EXPECT_FALSE(fs::exists(folder.path() / "run.json"));
  EXPECT_THAT(content_of(folder.path() / "run.prom"), HasSubstr("smallprint_run_exit_code 75\n"));
}

TEST(RunFiles, ThatCannotBeWrittenAreFoundBeforeTheRun) {
  BuildCommand command;
  command.metrics = "/nonexistent/folder/run.prom";

  EXPECT_THROW(RunFiles{command}, Error);
}

}  // namespace
}  // namespace smallprint::indexing
