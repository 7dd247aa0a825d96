#include "indexer/run_summary.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string_view>

#include <fmt/format.h>

#include "common/generation.hpp"
#include "common/printable.hpp"
#include "common/snapshot_header.hpp"

namespace smallprint::indexing {
namespace {

double megabytes(std::uint64_t bytes) {
  return static_cast<double>(bytes) / 1e6;
}

std::size_t duplicates_of(const RunReport& report) {
  return static_cast<std::size_t>(std::ranges::count(
      report.rejected, reason_name(Rejection::kDuplicateSnapshot), &ReportedFile::reason));
}

std::string outcome(const RunEnd& end) {
  const RunReport& report = end.report;
  if (end.failure) {
    return "nothing published";
  }
  return report.changes.new_generation ? generation_name(report.generation) + " published"
                                       : "nothing changed";
}

/// Text of the archive as code: between as many backticks as it cannot end.
std::string code(const std::string& text) {
  const std::string shown = printable(text);
  std::size_t longest = 0;
  std::size_t length = 0;
  for (const char c : shown) {
    length = c == '`' ? length + 1 : 0;
    longest = std::max(longest, length);
  }
  const std::string fence(longest + 1, '`');
  return longest == 0 ? fence + shown + fence : fmt::format("{0} {1} {0}", fence, shown);
}

std::string quoted(const std::string& text) {
  std::string lines = "> ";
  for (const char c : printable_text(text)) {
    lines += c;
    if (c == '\n') {
      lines += "> ";
    }
  }
  return lines + '\n';
}

std::string heading(const RunEnd& end) {
  const RunReport& report = end.report;
  std::string text = fmt::format("# Smallprint, run of {}\n\n", report.started);
  if (end.failure) {
    text += fmt::format("**Nothing published**, exit code {}.\n\n{}\n",
                        static_cast<int>(end.failure->code),
                        quoted(end.failure->message));
  } else {
    text += fmt::format("**{}**.\n\n",
                        report.changes.new_generation
                            ? generation_name(report.generation) + " published"
                            : "Nothing changed");
  }
  if (!report.changes.new_generation) {
    text += report.generation == 0
                ? "There is no index yet.\n\n"
                : fmt::format("In force is still {}.\n\n", generation_name(report.generation));
  }
  return text;
}

std::string remarks(const RunEnd& end) {
  std::string text;
  for (const std::string& remark : end.remarks) {
    text += fmt::format("- Warning: {}\n", printable(remark));
  }
  return text.empty() ? text : text + '\n';
}

std::string changes(const Changes& changes) {
  return fmt::format(
      "## What changed\n\n| | added | changed | removed | unchanged |\n| --- | --- | --- | --- | "
      "--- "
      "|\n| policies | {} | {} | {} | {} |\n| snapshots | {} | {} | {} | {} |\n\n",
      changes.policies.added,
      changes.policies.changed,
      changes.policies.removed,
      changes.policies.unchanged,
      changes.snapshots.added,
      changes.snapshots.changed,
      changes.snapshots.removed,
      changes.snapshots.unchanged);
}

std::string sizes(const RunReport& report) {
  std::string text = fmt::format(
      "## Figures\n\n| | |\n| --- | --- |\n| sites | {} |\n| policies | {} |\n| snapshots | {} |\n"
      "| distinct passages | {} of {} |\n| index | {:.1f} MB |\n| read | {:.1f} MB |\n"
      "| time | {:.1f} s |\n| peak memory | {:.1f} MB |\n| index digest | {} |\n\n",
      report.sites,
      report.policies,
      report.snapshots,
      report.passages,
      report.passage_occurrences,
      megabytes(report.index_bytes),
      megabytes(report.bytes_read),
      report.seconds,
      megabytes(report.peak_rss_bytes),
      report.index_digest);
  for (const ReportedSource& source : report.sources) {
    text += fmt::format(
        "- {} {}, {} files{}\n",
        source.kind,
        code(source.path),
        source.files,
        source.git ? fmt::format(", {} at {}", code(source.git->ref), source.git->tip) : "");
  }
  return text + '\n';
}

/// By reason: how many, and the first few by name.
std::string files(std::string_view title, const std::vector<ReportedFile>& list) {
  if (list.empty()) {
    return {};
  }
  std::map<std::string, std::vector<const ReportedFile*>> by_reason;
  for (const ReportedFile& file : list) {
    by_reason[file.reason].push_back(&file);
  }
  std::string text = fmt::format("## {}: {}\n\n", title, list.size());
  for (auto& [reason, of_reason] : by_reason) {
    std::ranges::sort(of_reason, {}, [](const ReportedFile* file) { return file->file; });
    text += fmt::format("- {}: {}\n", reason, of_reason.size());
    for (std::size_t i = 0; i < std::min(of_reason.size(), kFilesShown); ++i) {
      const ReportedFile& file = *of_reason[i];
      text += fmt::format("  - {}{}\n",
                          code(version_name(file.commit, file.file)),
                          file.detail.empty() ? "" : ": " + code(file.detail));
    }
    if (of_reason.size() > kFilesShown) {
      text += fmt::format("  - and {} more\n", of_reason.size() - kFilesShown);
    }
  }
  return text + '\n';
}

std::string drift(const RunReport& report) {
  if (!report.drift || report.drift->practices.empty()) {
    return {};
  }
  std::string text = fmt::format(
      "## Practices that moved since {}\n\n"
      "| practice | polarity | sites before | sites now |\n"
      "| --- | --- | --- | --- |\n",
      generation_name(report.drift->since));
  for (const DriftedPractice& moved : report.drift->practices) {
    text += fmt::format("| {} | {} | {} | {} |\n",
                        entry(moved.practice).id,
                        moved.polarity ? id(*moved.polarity) : "",
                        moved.before,
                        moved.after);
  }
  if (report.drift->labeler != report.labeler) {
    text += "\nThe labels were made another way than before, so the numbers do not compare.\n";
  }
  return text + '\n';
}

std::string advice(const RunEnd& end) {
  const RunReport& report = end.report;
  std::string text;
  if (end.failure) {
    text += fmt::format("- {}.\n",
                        end.failure->hint.empty() ? "Look up the exit code in docs/operations.md"
                                                  : printable(end.failure->hint));
  }
  if (!end.remarks.empty()) {
    text += "- Look at the warnings at the top.\n";
  }
  if (report.changes.policies.removed > 0) {
    text += fmt::format(
        "- {} policies are gone. If nobody took them out of the archive, it was not "
        "all there: bring it back and run again, or `smallprint-index rollback`.\n",
        report.changes.policies.removed);
  }
  if (report.rejected.size() > duplicates_of(report)) {
    text +=
        "- Refused files are not in the index: repair them, or leave them out of the archive.\n";
  }
  if (report.drift && !report.drift->practices.empty()) {
    text +=
        "- Read passages of the practices that moved before comparing counts with older ones.\n";
  }
  return "## What to do\n\n" + (text.empty() ? "Nothing.\n" : text);
}

}  // namespace

std::string summary_line(const RunEnd& end) {
  const RunReport& report = end.report;
  const std::size_t duplicates = duplicates_of(report);
  return fmt::format(
      "{} snapshots of {} sites, {} distinct passages of {}, {} files refused, {}policies +{} ~{} "
      "-{}, "
      "{}{:.1f} MB in {:.1f} s: {}",
      report.snapshots,
      report.sites,
      report.passages,
      report.passage_occurrences,
      report.rejected.size() - duplicates,
      duplicates > 0 ? fmt::format("{} duplicates, ", duplicates) : "",
      report.changes.policies.added,
      report.changes.policies.changed,
      report.changes.policies.removed,
      report.drift && !report.drift->practices.empty()
          ? fmt::format("{} practices moved, ", report.drift->practices.size())
          : "",
      megabytes(report.bytes_read),
      report.seconds,
      outcome(end));
}

std::string to_markdown(const RunEnd& end) {
  return heading(end) + remarks(end) + changes(end.report.changes) +
         files("Files left out", end.report.rejected) +
         files("Files with a warning", end.report.warnings) + drift(end.report) +
         sizes(end.report) + advice(end);
}

}  // namespace smallprint::indexing
