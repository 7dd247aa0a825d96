#include "indexer/metrics.hpp"

#include <regex>
#include <set>
#include <sstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/small_archive.hpp"
#include "tests/support/temporary_folder.hpp"

namespace smallprint::indexing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

RunReport report_of_a_run() {
  RunReport report;
  report.seconds = 12.5;
  report.peak_rss_bytes = 44000000;
  report.bytes_read = 5000;
  report.changes = {.policies = {.added = 1, .changed = 2, .unchanged = 3, .removed = 4},
                    .snapshots = {.added = 5, .unchanged = 6, .removed = 7},
                    .new_generation = true};
  report.rejected = {{.file = "a", .reason = "no-header", .detail = ""},
                     {.file = "b", .reason = "no-header", .detail = ""}};
  report.warnings = {{.file = "c", .reason = "nul-bytes", .detail = ""}};
  report.drift = Drift{.since = 1, .labeler = "rules", .practices = {{}, {}}};
  return report;
}

TEST(Metrics, SayWhatTheLastRunDid) {
  const RunReport report = report_of_a_run();

  const std::string text =
      to_prometheus({.ended = 1700000000, .code = ExitCode::kOk, .report = &report, .index = {}});

  for (const char* const line : {"\nsmallprint_run_timestamp_seconds 1700000000\n",
                                 "\nsmallprint_run_exit_code 0\n",
                                 "\nsmallprint_run_seconds 12.5\n",
                                 "\nsmallprint_run_published 1\n",
                                 "\nsmallprint_run_policies{change=\"removed\"} 4\n",
                                 "\nsmallprint_run_snapshots{change=\"added\"} 5\n",
                                 "\nsmallprint_run_refused_files{reason=\"no-header\"} 2\n",
                                 "\nsmallprint_run_refused_files{reason=\"bad-date\"} 0\n",
                                 "\nsmallprint_run_odd_files{reason=\"nul-bytes\"} 1\n",
                                 "\nsmallprint_run_drifted_practices 2\n",
                                 "\nsmallprint_index_usable 0\n"}) {
    EXPECT_THAT(text, HasSubstr(line));
  }
  EXPECT_THAT(text, Not(HasSubstr("smallprint_index_generation")));
}

TEST(Metrics, OfARunThatReadNothingAreItsTimeAndCode) {
  const std::string text = to_prometheus(
      {.ended = 1700000000, .code = ExitCode::kLocked, .report = nullptr, .index = IndexState{}});

  EXPECT_THAT(text, HasSubstr("\nsmallprint_run_exit_code 75\n"));
  EXPECT_THAT(text, HasSubstr("\nsmallprint_index_usable 1\n"));
  EXPECT_THAT(text, Not(HasSubstr("smallprint_run_seconds")));
}

TEST(Metrics, DescribeEachMetricOnceBeforeItsSamples) {
  const RunReport report = report_of_a_run();
  std::istringstream lines(to_prometheus({.ended = 1,
                                          .code = ExitCode::kOk,
                                          .report = &report,
                                          .index = IndexState{.generation = 3, .published = 7}}));
  const std::regex sample(R"((smallprint_[a-z_]+)(\{[a-z]+="[a-z0-9-]+"\})? [0-9.e+]+)");
  std::set<std::string> described;
  std::string current;
  for (std::string line; std::getline(lines, line);) {
    std::smatch match;
    if (line.starts_with("# HELP ")) {
      current = line.substr(7, line.find(' ', 7) - 7);
      EXPECT_TRUE(described.insert(current).second) << line;
    } else if (line.starts_with("# TYPE ")) {
      EXPECT_EQ(line, "# TYPE " + current + " gauge");
    } else {
      ASSERT_TRUE(std::regex_match(line, match, sample)) << line;
      EXPECT_EQ(match[1], current);
    }
  }
  EXPECT_EQ(described.size(), 19U);
}

TEST(Metrics, IndexStateIsOfTheGenerationInForce) {
  const testing_support::TemporaryFolder archive;
  const testing_support::TemporaryFolder home;
  testing_support::write_snapshots(archive, {{"a.example", "20120101000000", "We sell nothing."}});
  const RunReport report =
      testing_support::build_small_index(archive.path(), home.path() / "index");

  const auto state = index_state(home.path() / "index");

  ASSERT_TRUE(state);
  EXPECT_EQ(state->generation, 1U);
  EXPECT_EQ(state->sites, 1U);
  EXPECT_EQ(state->bytes, report.index_bytes);
  EXPECT_FALSE(index_state(home.path() / "elsewhere"));
}

}  // namespace
}  // namespace smallprint::indexing
