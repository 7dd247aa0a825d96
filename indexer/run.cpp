#include "indexer/run.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <exception>
#include <iostream>
#include <string>

#include <fmt/format.h>

#include "common/error.hpp"
#include "common/printable.hpp"
#include "common/program.hpp"
#include "common/snapshot_header.hpp"
#include "common/standard_streams.hpp"
#include "common/utc_time.hpp"
#include "indexer/index_commands.hpp"
#include "indexer/label_segments.hpp"
#include "indexer/practice_list.hpp"
#include "indexer/run_files.hpp"

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

Error too_much_rejected(const RunReport& report, double max_rejected) {
  if (report.snapshots == 0) {
    return {ExitCode::kDataRejected,
            "no snapshot was accepted; the published index is as it was",
            "look at the files named above"};
  }
  return {
      ExitCode::kDataRejected,
      fmt::format("more than {} % of the input files were refused; the published index is as it "
                  "was",
                  max_rejected),
      "look at the files named above, or allow more with --max-rejected"};
}

/// What the run ends with; null when it did what it was to do.
std::exception_ptr failure_of(const BuildResult& result, double max_rejected) {
  return result.failure == nullptr && result.code == ExitCode::kDataRejected
             ? std::make_exception_ptr(too_much_rejected(result.report, max_rejected))
             : result.failure;
}

RunEnd end_of(const BuildResult& result, const std::exception_ptr& failure) {
  RunEnd end{.report = result.report, .remarks = result.warnings, .failure = {}};
  if (!result.distrust.empty()) {
    end.remarks.insert(end.remarks.begin(),
                       "the index in force counts as none: " + result.distrust);
  }
  if (failure != nullptr) {
    end.failure = describe_failure(failure);
  }
  return end;
}

void print_end(const BuildResult& result, const RunEnd& end) {
  if (!result.rebuilt.empty()) {
    print_diagnostic(
        fmt::format("smallprint-index: all sites were derived anew: {}\n", result.rebuilt));
  }
  for (const std::string& remark : end.remarks) {
    print_diagnostic(fmt::format("smallprint-index: warning: {}\n", printable_text(remark)));
  }
  print_files("refused", end.report.rejected);
  print_files("warning", end.report.warnings);
  print_diagnostic(fmt::format("smallprint-index: {}\n", summary_line(end)));
}

BuildResult build(const BuildCommand& command, const RunFiles& files) {
  try {
    Progress progress;
    return build_index(command.options, now_utc(), progress);
  } catch (...) {
    files.write(describe_failure(std::current_exception()));
    throw;
  }
}

ExitCode run_build(const BuildCommand& command) {
  const RunFiles files(command);
  const BuildResult result = build(command, files);
  const std::exception_ptr failure = failure_of(result, command.options.max_rejected);
  const RunEnd end = end_of(result, failure);
  print_end(result, end);
  files.write(end);
  if (failure != nullptr) {
    std::rethrow_exception(failure);
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
