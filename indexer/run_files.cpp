#include "indexer/run_files.hpp"

#include <chrono>

#include "indexer/metrics.hpp"

namespace smallprint::indexing {

namespace fs = std::filesystem;

fs::path summary_beside(const fs::path& report) {
  fs::path summary = report;
  return report.extension() == ".json" ? summary.replace_extension(".md") : summary += ".md";
}

RunFiles::RunFiles(const BuildCommand& command) : index_(command.options.index) {
  if (command.report) {
    report_.emplace(*command.report);
    if (!report_->is_stream()) {
      summary_.emplace(summary_beside(*command.report));
    }
  }
  if (command.metrics) {
    metrics_.emplace(*command.metrics);
  }
}

void RunFiles::write(const RunEnd& end) const {
  if (report_) {
    report_->write(to_json(end.report));
  }
  if (summary_) {
    summary_->write(to_markdown(end));
  }
  write_metrics(end.failure ? end.failure->code : ExitCode::kOk, &end.report);
}

void RunFiles::write(const Failure& failure) const {
  write_metrics(failure.code, nullptr);
}

void RunFiles::write_metrics(ExitCode code, const RunReport* report) const {
  if (metrics_) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    metrics_->write(
        to_prometheus({.ended = std::chrono::duration_cast<std::chrono::seconds>(now).count(),
                       .code = code,
                       .report = report,
                       .index = index_state(index_)}));
  }
}

}  // namespace smallprint::indexing
