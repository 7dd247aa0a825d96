#include "indexer/run.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <exception>
#include <iostream>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "common/error.hpp"
#include "common/generation.hpp"
#include "common/printable.hpp"
#include "common/snapshot_header.hpp"
#include "common/standard_streams.hpp"
#include "common/utc_time.hpp"
#include "indexer/index_commands.hpp"
#include "indexer/label_segments.hpp"
#include "indexer/practice_list.hpp"
#include "indexer/report_file.hpp"

namespace smallprint::indexing {

namespace {

std::string now_utc() {
  return format_utc(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
}

bool is_duplicate(const ReportedFile& file) {
  return file.reason == reason_name(Rejection::kDuplicateSnapshot);
}

/// One line a file. A duplicate is refused only in the report's terms: its snapshot is indexed.
void print_files(const char* what, const std::vector<ReportedFile>& files) {
  for (const ReportedFile& file : files) {
    if (is_duplicate(file)) {
      print_diagnostic(
          fmt::format("duplicate: {}: {}\n", printable(file.file), printable(file.detail)));
      continue;
    }
    const std::string detail = file.detail.empty() ? "" : ": " + file.detail;
    print_diagnostic(fmt::format("{}: {}: {}{}\n",
                                 what,
                                 printable(version_name(file.commit, file.file)),
                                 file.reason,
                                 printable(detail)));
  }
}

void print_summary(const BuildResult& result) {
  const RunReport& report = result.report;
  const auto duplicates =
      std::count_if(report.rejected.begin(), report.rejected.end(), is_duplicate);
  print_diagnostic(fmt::format(
      "smallprint-index: {} snapshots of {} sites, {} distinct passages of {}, {} files "
      "refused, {}{:.1f} MB in {:.1f} s: {}\n",
      report.snapshots,
      report.sites,
      report.passages,
      report.passage_occurrences,
      static_cast<std::ptrdiff_t>(report.rejected.size()) - duplicates,
      duplicates > 0 ? fmt::format("{} duplicates, ", duplicates) : "",
      static_cast<double>(report.bytes_read) / 1e6,
      report.seconds,
      result.code != ExitCode::kOk    ? "nothing published"
      : report.changes.new_generation ? generation_name(report.generation) + " published"
                                      : "nothing changed"));
}

[[noreturn]] void throw_rejected(const RunReport& report, double max_rejected) {
  if (report.snapshots == 0) {
    throw Error(ExitCode::kDataRejected,
                "no snapshot was accepted; the published index is as it was",
                "look at the files named above");
  }
  throw Error(ExitCode::kDataRejected,
              fmt::format("more than {} % of the input files were refused; the published index is "
                          "as it was",
                          max_rejected),
              "look at the files named above, or allow more with --max-rejected");
}

ExitCode run_build(const BuildCommand& command) {
  std::optional<ReportFile> report_file;
  if (command.report) {
    report_file.emplace(*command.report);
  }
  Progress progress;
  const BuildResult result = build_index(command.options, now_utc(), progress);
  if (!result.distrust.empty()) {
    print_diagnostic(
        fmt::format("smallprint-index: warning: the index in force counts as none: {}\n",
                    printable_text(result.distrust)));
  }
  if (!result.rebuilt.empty()) {
    print_diagnostic(
        fmt::format("smallprint-index: all sites were derived anew: {}\n", result.rebuilt));
  }
  for (const std::string& warning : result.warnings) {
    print_diagnostic(fmt::format("smallprint-index: warning: {}\n", printable_text(warning)));
  }
  print_files("refused", result.report.rejected);
  print_files("warning", result.report.warnings);
  if (report_file) {
    report_file->write(to_json(result.report));
  }
  if (result.failure) {
    std::rethrow_exception(result.failure);
  }
  print_summary(result);
  if (result.code == ExitCode::kDataRejected) {
    throw_rejected(result.report, command.options.max_rejected);
  }
  return result.code;
}

ExitCode run_label(const LabelCommand& command) {
  label_segments(std::cin, std::cout, LabelingPlan(command.labeler));
  if (!std::cout.flush()) {
    throw Error(ExitCode::kIo, "standard output: cannot write");
  }
  return ExitCode::kOk;
}

struct Runner {
  ExitCode operator()(const BuildCommand& command) const { return run_build(command); }

  ExitCode operator()(const StatusCommand& command) const { return run_status(command); }

  ExitCode operator()(const GenerationsCommand& command) const { return run_generations(command); }

  ExitCode operator()(const RollbackCommand& command) const { return run_rollback(command); }

  ExitCode operator()(const VerifyCommand& command) const { return run_verify(command); }

  ExitCode operator()(const LabelCommand& command) const { return run_label(command); }

  ExitCode operator()(const PracticesCommand& command) const {
    print_answer(command.format == ReportFormat::kJson ? practices_json() : practices_text());
    return ExitCode::kOk;
  }
};

}  // namespace

ExitCode run(const Command& command) {
  return std::visit(Runner(), command);
}

}  // namespace smallprint::indexing
