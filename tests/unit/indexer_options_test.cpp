#include <chrono>
#include <cstdlib>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/error.hpp"
#include "indexer/options.hpp"

namespace smallprint::indexing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Arguments = std::vector<const char*>;

std::variant<Command, ExitCode> parse(Arguments arguments) {
  arguments.insert(arguments.begin(), "smallprint-index");
  return parse_options(static_cast<int>(arguments.size()), arguments.data());
}

BuildCommand parse_build(const Arguments& arguments) {
  return std::get<BuildCommand>(std::get<Command>(parse(arguments)));
}

StatusCommand parse_status(const Arguments& arguments) {
  return std::get<StatusCommand>(std::get<Command>(parse(arguments)));
}

TEST(IndexerOptions, HaveDefaults) {
  ::unsetenv("SMALLPRINT_INDEX");
  const BuildCommand build = parse_build({"build", "policies"});

  EXPECT_THAT(build.options.sources, ElementsAre("policies"));
  EXPECT_EQ(build.options.index, "smallprint.index");
  EXPECT_THAT(build.options.source_options.include, IsEmpty());
  EXPECT_GE(build.options.jobs, 1U);
  EXPECT_EQ(build.options.max_rejected, 10);
  EXPECT_FALSE(build.options.full);
  EXPECT_FALSE(build.options.allow_shrink);
  EXPECT_EQ(build.options.keep, 3U);
  EXPECT_EQ(build.options.wait.count(), 0);
  EXPECT_EQ(build.report, std::nullopt);
  EXPECT_EQ(parse_status({"status"}).format, ReportFormat::kText);
}

TEST(IndexerOptions, TakeTheIndexFromTheEnvironmentUnlessItIsNamed) {
  ::setenv("SMALLPRINT_INDEX", "elsewhere.index", 1);
  EXPECT_EQ(parse_build({"build", "a"}).options.index, "elsewhere.index");
  EXPECT_EQ(parse_status({"status"}).index, "elsewhere.index");
  EXPECT_EQ(parse_status({"status", "--index", "x"}).index, "x");
  ::setenv("SMALLPRINT_INDEX", "", 1);
  EXPECT_EQ(parse_status({"status"}).index, "smallprint.index");
  ::unsetenv("SMALLPRINT_INDEX");
}

TEST(IndexerOptions, StandBeforeAndAfterTheSources) {
  for (const Arguments& arguments :
       {Arguments{"build", "--jobs", "3", "--full", "a", "b", "--index", "i"},
        Arguments{"build", "a", "b", "--index=i", "--full", "--jobs=3"},
        Arguments{"build", "a", "--index", "i", "b", "--jobs", "3", "--full"}}) {
    const BuildCommand build = parse_build(arguments);
    EXPECT_THAT(build.options.sources, ElementsAre("a", "b"));
    EXPECT_EQ(build.options.index, "i");
    EXPECT_EQ(build.options.jobs, 3U);
    EXPECT_TRUE(build.options.full);
  }
}

TEST(IndexerOptions, TakeOneGlobAtATimeAndTheRest) {
  const BuildCommand build = parse_build({"build",
                                          "--include",
                                          "2013_*",
                                          "a",
                                          "--include",
                                          "*.txt",
                                          "--max-rejected",
                                          "2.5",
                                          "--report",
                                          "run.json"});
  EXPECT_THAT(build.options.source_options.include, ElementsAre("2013_*", "*.txt"));
  EXPECT_THAT(build.options.sources, ElementsAre("a"));
  EXPECT_EQ(build.options.max_rejected, 2.5);
  EXPECT_EQ(build.report, "run.json");
}

TEST(IndexerOptions, SayHowGitRepositoriesAreRead) {
  const BuildCommand plain = parse_build({"build", "a"});
  EXPECT_EQ(plain.options.source_options.ref, "");
  EXPECT_FALSE(plain.options.source_options.allow_alternates);

  const BuildCommand build = parse_build({"build", "a", "--ref", "v1", "--allow-alternates", "b"});
  EXPECT_EQ(build.options.source_options.ref, "v1");
  EXPECT_TRUE(build.options.source_options.allow_alternates);
  EXPECT_THAT(build.options.sources, ElementsAre("a", "b"));
}

TEST(IndexerOptions, SayWhatABuildMayDoAndKeep) {
  const BuildCommand build =
      parse_build({"build", "a", "--allow-shrink", "--keep", "7", "--wait", "90"});
  EXPECT_TRUE(build.options.allow_shrink);
  EXPECT_EQ(build.options.keep, 7U);
  EXPECT_EQ(build.options.wait, std::chrono::seconds(90));
}

TEST(IndexerOptions, NameTheGenerationToGoBackTo) {
  const auto rollback =
      std::get<RollbackCommand>(std::get<Command>(parse({"rollback", "--index", "i"})));
  EXPECT_EQ(rollback.index, "i");
  EXPECT_EQ(rollback.to, std::nullopt);
  EXPECT_EQ(rollback.wait.count(), 0);
  EXPECT_EQ(rollback.format, ReportFormat::kText);

  const auto to = std::get<RollbackCommand>(
      std::get<Command>(parse({"rollback", "--to", "41", "--wait", "5", "--format", "json"})));
  EXPECT_EQ(to.to, 41U);
  EXPECT_EQ(to.wait, std::chrono::seconds(5));
  EXPECT_EQ(to.format, ReportFormat::kJson);
}

TEST(IndexerOptions, LookAtAnIndexInTextOrJson) {
  const auto generations = std::get<GenerationsCommand>(
      std::get<Command>(parse({"generations", "--index", "i", "--format", "json"})));
  EXPECT_EQ(generations.index, "i");
  EXPECT_EQ(generations.format, ReportFormat::kJson);

  const auto verify = std::get<VerifyCommand>(std::get<Command>(parse({"verify", "--index", "i"})));
  EXPECT_EQ(verify.index, "i");
  EXPECT_EQ(verify.format, ReportFormat::kText);
}

TEST(IndexerOptions, RefuseAWrongCommandLine) {
  const std::vector<Arguments> cases{{},
                                     {"build"},
                                     {"policies"},
                                     {"destroy", "a"},
                                     {"build", "a", "--jobs", "0"},
                                     {"build", "a", "--jobs", "many"},
                                     {"build", "a", "--jobs", "257"},
                                     {"build", "a", "--max-rejected", "101"},
                                     {"build", "a", "--max-rejected", "-1"},
                                     {"build", "a", "--unknown"},
                                     {"build", "a", "--index"},
                                     {"build", "a", "--ref"},
                                     {"build", "a", "--keep", "0"},
                                     {"build", "a", "--wait", "-1"},
                                     {"rollback", "--to", "the one before"},
                                     {"verify", "a"},
                                     {"generations", "--full"},
                                     {"status", "a"},
                                     {"status", "--format", "xml"}};
  for (const Arguments& arguments : cases) {
    try {
      (void)parse(arguments);
      ADD_FAILURE() << "accepted " << ::testing::PrintToString(arguments);
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ExitCode::kUsage);
      EXPECT_STRNE(error.what(), "");
    }
  }
}

TEST(IndexerOptions, EndWellAfterHelpAndVersion) {
  for (const Arguments& arguments :
       {Arguments{"--help"}, Arguments{"build", "--help"}, Arguments{"--version"}}) {
    ::testing::internal::CaptureStdout();
    const auto parsed = parse(arguments);
    EXPECT_NE(::testing::internal::GetCapturedStdout(), "");
    ASSERT_TRUE(std::holds_alternative<ExitCode>(parsed));
    EXPECT_EQ(std::get<ExitCode>(parsed), ExitCode::kOk);
  }
}

}  // namespace
}  // namespace smallprint::indexing
