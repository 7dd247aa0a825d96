#include "indexer/run_summary.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smallprint::indexing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

RunEnd published() {
  RunReport report;
  report.generation = 42;
  report.started = "2026-01-31T23:59:59Z";
  report.seconds = 1.25;
  report.bytes_read = 5'000'000;
  report.sites = 2;
  report.snapshots = 4;
  report.passages = 50;
  report.passage_occurrences = 60;
  report.changes.policies = {.added = 1, .changed = 2, .unchanged = 3, .removed = 0};
  report.changes.new_generation = true;
  return {.report = report, .remarks = {}, .failure = {}};
}

TEST(SummaryLine, HasTheFiguresOfTheRun) {
  EXPECT_EQ(summary_line(published()),
            "4 snapshots of 2 sites, 50 distinct passages of 60, 0 files refused, "
            "policies +1 ~2 -0, 5.0 MB in 1.2 s: gen-000042 published");
}

TEST(SummaryLine, SaysWhenNothingChangedOrWasPublished) {
  RunEnd end = published();
  end.report.changes.new_generation = false;
  EXPECT_THAT(summary_line(end), HasSubstr(": nothing changed"));

  end.failure = Failure{.code = ExitCode::kIo, .message = "disk full", .hint = ""};
  EXPECT_THAT(summary_line(end), HasSubstr(": nothing published"));
}

TEST(RunSummary, OfAQuietNightHasNothingToDo) {
  const std::string text = to_markdown(published());

  EXPECT_THAT(text,
              HasSubstr("# Smallprint, run of 2026-01-31T23:59:59Z\n\n**gen-000042 published**."));
  EXPECT_THAT(text, HasSubstr("| policies | 1 | 2 | 0 | 3 |"));
  EXPECT_THAT(text, HasSubstr("## What to do\n\nNothing.\n"));
  EXPECT_THAT(text, Not(HasSubstr("left out")));
}

TEST(RunSummary, NamesTheFirstFilesOfEachReason) {
  RunEnd end = published();
  for (const char* const name : {"g", "f", "e", "d", "c", "b", "a"}) {
    end.report.rejected.push_back({.file = name, .reason = "no-header", .detail = ""});
  }
  end.report.rejected.push_back({.file = "x`y\n.md", .reason = "bad-date", .detail = "no day"});

  const std::string text = to_markdown(end);

  EXPECT_THAT(text, HasSubstr("## Files left out: 8\n"));
  EXPECT_THAT(
      text,
      HasSubstr("- no-header: 7\n  - `a`\n  - `b`\n  - `c`\n  - `d`\n  - `e`\n  - and 2 more\n"));
  EXPECT_THAT(text, HasSubstr("- bad-date: 1\n  - `` x`y\\x0A.md ``: `no day`\n"));
  EXPECT_THAT(text, HasSubstr("Refused files are not in the index"));
}

TEST(RunSummary, SaysWhatEndedTheRunAndWhatIsStillInForce) {
  RunEnd end = published();
  end.report.changes.new_generation = false;
  end.report.generation = 41;
  end.failure =
      Failure{.code = ExitCode::kIo, .message = "policies.index: disk full", .hint = "make room"};

  const std::string text = to_markdown(end);

  EXPECT_THAT(text,
              HasSubstr("**Nothing published**, exit code 74.\n\n> policies.index: disk full\n"));
  EXPECT_THAT(text, HasSubstr("In force is still gen-000041."));
  EXPECT_THAT(text, HasSubstr("- make room.\n"));
}

TEST(RunSummary, ListsPracticesThatMoved) {
  RunEnd end = published();
  end.report.labeler = "model";
  end.report.drift = Drift{.since = 41,
                           .labeler = "rules",
                           .practices = {{.practice = Practice::kThirdParty,
                                          .polarity = Polarity::kDenied,
                                          .before = 100,
                                          .after = 60}}};

  const std::string text = to_markdown(end);

  EXPECT_THAT(text, HasSubstr("| third-party-sharing-collection | denied | 100 | 60 |"));
  EXPECT_THAT(text, HasSubstr("labels were made another way"));
}

}  // namespace
}  // namespace smallprint::indexing
