#include "indexer/run_report.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include <nlohmann/json.hpp>

#include "common/json_text.hpp"
#include "common/printable.hpp"

namespace smallprint::indexing {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kFormatVersion = 1;

Json source_to_json(const ReportedSource& source) {
  Json json = {
      {"kind", source.kind}, {"path", json_file_name(source.path)}, {"files", source.files}};
  if (source.git) {
    json["ref"] = json_file_name(source.git->ref);
    json["tip"] = source.git->tip;
    json["layout"] = source.git->layout;
    json["commits"] = source.git->commits;
    json["removals"] = source.git->removals;
    json["renames"] = source.git->renames;
    json["skipped"] = source.git->skipped;
  }
  return json;
}

Json sources_to_json(const std::vector<ReportedSource>& sources) {
  Json list = Json::array();
  for (const ReportedSource& source : sources) {
    list.push_back(source_to_json(source));
  }
  return list;
}

Json changes_to_json(const Changes& changes) {
  return {{"policies",
           {{"added", changes.policies.added},
            {"changed", changes.policies.changed},
            {"unchanged", changes.policies.unchanged},
            {"removed", changes.policies.removed}}},
          {"snapshots",
           {{"added", changes.snapshots.added},
            {"changed", changes.snapshots.changed},
            {"unchanged", changes.snapshots.unchanged},
            {"removed", changes.snapshots.removed}}},
          {"new_generation", changes.new_generation}};
}

Json drift_to_json(const std::optional<Drift>& drift) {
  if (!drift) {
    return nullptr;
  }
  Json practices = Json::array();
  for (const DriftedPractice& moved : drift->practices) {
    practices.push_back({{"practice", entry(moved.practice).id},
                         {"polarity", moved.polarity ? Json(id(*moved.polarity)) : Json(nullptr)},
                         {"before", moved.before},
                         {"after", moved.after}});
  }
  return {{"since", drift->since}, {"labeler", drift->labeler}, {"practices", practices}};
}

Json files_to_json(std::vector<ReportedFile> files) {
  for (ReportedFile& file : files) {
    file.file = json_file_name(file.file);
    file.detail = printable(file.detail);
  }
  std::sort(files.begin(), files.end(), [](const ReportedFile& left, const ReportedFile& right) {
    return std::tie(left.file, left.reason, left.detail, left.commit) <
           std::tie(right.file, right.reason, right.detail, right.commit);
  });
  std::map<std::string, std::uint64_t> count_by_reason;
  Json list = Json::array();
  for (const ReportedFile& file : files) {
    ++count_by_reason[file.reason];
    list.push_back({{"file", file.file}, {"reason", file.reason}, {"detail", file.detail}});
    if (!file.commit.empty()) {
      list.back()["commit"] = file.commit;
    }
  }
  Json by_reason = Json::object();
  for (const auto& [reason, count] : count_by_reason) {
    by_reason[reason] = count;
  }
  return {{"total", files.size()}, {"by_reason", by_reason}, {"files", list}};
}

}  // namespace

std::string version_name(const std::string& commit, const std::string& file) {
  return commit.empty() ? file : commit + ':' + file;
}

std::string to_json(const RunReport& report) {
  const Json json = {{"format_version", kFormatVersion},
                     {"generation", report.generation},
                     {"index_digest", report.index_digest},
                     {"content_digest", report.content_digest},
                     {"schema_version", report.schema_version},
                     {"labeler", report.labeler},
                     {"started", report.started},
                     {"seconds", std::round(report.seconds * 1000) / 1000},
                     {"peak_rss_bytes", report.peak_rss_bytes},
                     {"bytes_read", report.bytes_read},
                     {"bytes_indexed", report.bytes_indexed},
                     {"index_bytes", report.index_bytes},
                     {"sources", sources_to_json(report.sources)},
                     {"sites", report.sites},
                     {"policies", report.policies},
                     {"snapshots", report.snapshots},
                     {"passages", report.passages},
                     {"passage_occurrences", report.passage_occurrences},
                     {"changes", changes_to_json(report.changes)},
                     {"drift", drift_to_json(report.drift)},
                     {"rejected", files_to_json(report.rejected)},
                     {"warnings", files_to_json(report.warnings)}};
  return escape_json_controls(json.dump(2)) + '\n';
}

}  // namespace smallprint::indexing
