#include "indexer/run_report.hpp"

#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "common/printable.hpp"
#include "common/snapshot_header.hpp"

namespace smallprint::indexing {
namespace {

using Json = nlohmann::json;

RunReport full_report() {
  RunReport report;
  report.generation = 42;
  report.index_digest = "xxh128:00112233445566778899aabbccddeeff";
  report.content_digest = "xxh128:ffeeddccbbaa99887766554433221100";
  report.schema_version = 1;
  report.labeler = "none";
  report.started = "2026-01-31T23:59:59Z";
  report.seconds = 1.23456;
  report.peak_rss_bytes = 104857600;
  report.bytes_read = 5000;
  report.bytes_indexed = 4000;
  report.index_bytes = 3000;
  report.sources = {{.kind = "folder", .path = "archive", .files = 7}};
  report.sites = 2;
  report.policies = 3;
  report.snapshots = 4;
  report.passages = 50;
  report.passage_occurrences = 60;
  report.changes = {.policies = {.added = 1, .changed = 2, .unchanged = 3, .removed = 4},
                    .snapshots = {.added = 5, .unchanged = 6, .removed = 7},
                    .new_generation = true};
  report.drift =
      Drift{.since = 41,
            .labeler = "rules",
            .practices = {
                {.practice = Practice::kRetention, .polarity = {}, .before = 100, .after = 80}}};
  report.rejected = {{.file = "z.md", .reason = "no-header", .detail = "the first line"},
                     {.file = "a\n.md", .reason = "unreadable", .detail = "dangling link"},
                     {.file = "b.md", .reason = "no-header", .detail = ""}};
  report.warnings = {{.file = "c.md", .reason = "nul-bytes", .detail = ""},
                     {.file = "c.md", .reason = "invalid-utf8", .detail = ""}};
  return report;
}

constexpr const char* kFullReport = R"({
  "format_version": 1,
  "generation": 42,
  "index_digest": "xxh128:00112233445566778899aabbccddeeff",
  "content_digest": "xxh128:ffeeddccbbaa99887766554433221100",
  "schema_version": 1,
  "labeler": "none",
  "started": "2026-01-31T23:59:59Z",
  "seconds": 1.235,
  "peak_rss_bytes": 104857600,
  "bytes_read": 5000,
  "bytes_indexed": 4000,
  "index_bytes": 3000,
  "sources": [
    {
      "kind": "folder",
      "path": "archive",
      "files": 7
    }
  ],
  "sites": 2,
  "policies": 3,
  "snapshots": 4,
  "passages": 50,
  "passage_occurrences": 60,
  "changes": {
    "policies": {
      "added": 1,
      "changed": 2,
      "unchanged": 3,
      "removed": 4
    },
    "snapshots": {
      "added": 5,
      "changed": 0,
      "unchanged": 6,
      "removed": 7
    },
    "new_generation": true
  },
  "drift": {
    "since": 41,
    "labeler": "rules",
    "practices": [
      {
        "practice": "data-retention",
        "polarity": null,
        "before": 100,
        "after": 80
      }
    ]
  },
  "rejected": {
    "total": 3,
    "by_reason": {
      "no-header": 2,
      "unreadable": 1
    },
    "files": [
      {
        "file": "a\n.md",
        "reason": "unreadable",
        "detail": "dangling link"
      },
      {
        "file": "b.md",
        "reason": "no-header",
        "detail": ""
      },
      {
        "file": "z.md",
        "reason": "no-header",
        "detail": "the first line"
      }
    ]
  },
  "warnings": {
    "total": 2,
    "by_reason": {
      "invalid-utf8": 1,
      "nul-bytes": 1
    },
    "files": [
      {
        "file": "c.md",
        "reason": "invalid-utf8",
        "detail": ""
      },
      {
        "file": "c.md",
        "reason": "nul-bytes",
        "detail": ""
      }
    ]
  }
}
)";

Json schema() {
  const auto path = std::filesystem::path(SMALLPRINT_SOURCE_DIR) / "schemas/run_report.schema.json";
  std::ifstream file(path);
  return Json::parse(file);
}

std::set<std::string> keys_of(const Json& object) {
  std::set<std::string> keys;
  for (const auto& [key, value] : object.items()) {
    keys.insert(key);
  }
  return keys;
}

// The keys of `object` are the properties of its schema, and all of them are required.
void expect_keys(const Json& object, const Json& object_schema) {
  EXPECT_EQ(keys_of(object), keys_of(object_schema.at("properties")));
  EXPECT_EQ(keys_of(object), object_schema.at("required").get<std::set<std::string>>());
}

// Likewise for what has more keys when it comes from git: `folder` has the required ones alone.
void expect_keys(const Json& git, const Json& folder, const Json& object_schema) {
  EXPECT_EQ(keys_of(git), keys_of(object_schema.at("properties")));
  EXPECT_EQ(keys_of(folder), object_schema.at("required").get<std::set<std::string>>());
}

// A repository and versions of files in it.
RunReport git_report() {
  RunReport report;
  report.sources = {{.kind = "git",
                     .path = "/archive",
                     .files = 7,
                     .git = ReportedHistory{.ref = "refs/heads/main",
                                            .tip = std::string(40, 'a'),
                                            .layout = "terms",
                                            .commits = 9,
                                            .removals = 2,
                                            .renames = 1,
                                            .skipped = 3}}};
  report.rejected = {
      {.file = "a.md", .reason = "empty-body", .detail = "", .commit = std::string(40, 'c')},
      {.file = "a.md", .reason = "empty-body", .detail = "", .commit = std::string(40, 'b')},
      {.file = "b.md", .reason = "no-header", .detail = ""}};
  report.warnings = {
      {.file = "a.md", .reason = "long-line", .detail = "", .commit = std::string(40, 'c')}};
  return report;
}

TEST(RunReportToJson, PrintsEveryFieldInTheOrderOfTheContract) {
  EXPECT_EQ(to_json(full_report()), kFullReport);
}

TEST(RunReportToJson, PrintsEmptyListsWhereThereIsNothingToList) {
  const Json json = Json::parse(to_json(RunReport()));

  EXPECT_EQ(json.at("sources"), Json::array());
  EXPECT_EQ(json.at("rejected"), Json::parse(R"({"total": 0, "by_reason": {}, "files": []})"));
  EXPECT_EQ(json.at("warnings"), Json::parse(R"({"total": 0, "by_reason": {}, "files": []})"));
  EXPECT_EQ(json.at("changes").at("new_generation"), false);
}

TEST(RunReportToJson, IsValidJsonWhateverBytesNamesHold) {
  RunReport report;
  report.sources = {{.kind = "folder", .path = "caf\xE9", .files = 1}};
  report.rejected = {
      {.file = "\xFF\xFE\u202E.md", .reason = "no-header", .detail = "\x1B[2J \"quoted\""}};

  const Json json = Json::parse(to_json(report));

  EXPECT_EQ(json.at("sources").at(0).at("path"), "caf\\xE9");
  EXPECT_EQ(json.at("rejected").at("files").at(0).at("file"), "\\xFF\\xFE\\u{202E}.md");
  EXPECT_EQ(json.at("rejected").at("files").at(0).at("detail"), "\\x1B[2J \"quoted\"");
}

TEST(RunReportToJson, GivesNamesThatOpenTheFileAndSteerNoTerminal) {
  const std::string name = "caf\u00E9 \x1B[2J\x7F\u009B\u202E\\.md";
  RunReport report;
  report.sources = {{.kind = "folder", .path = "/" + name, .files = 1}};
  report.rejected = {{.file = name, .reason = "no-header", .detail = ""}};

  const std::string text = to_json(report);
  const Json json = Json::parse(text);

  EXPECT_EQ(json.at("sources").at(0).at("path"), "/" + name);
  EXPECT_EQ(json.at("rejected").at("files").at(0).at("file"), name);
  EXPECT_EQ(printable_text(text), text);
}

TEST(RunReportToJson, SaysOfARepositoryWhatWasReadAndOfAVersionItsCommit) {
  const Json json = Json::parse(to_json(git_report()));

  EXPECT_EQ(json.at("sources").at(0),
            Json::parse(R"({"kind": "git", "path": "/archive", "files": 7,
                            "ref": "refs/heads/main", "tip": ")" +
                        std::string(40, 'a') +
                        R"(", "layout": "terms", "commits": 9, "removals": 2, "renames": 1,
                            "skipped": 3})"));
  const Json& files = json.at("rejected").at("files");
  EXPECT_EQ(files.at(0).at("commit"), std::string(40, 'b'));
  EXPECT_EQ(files.at(1).at("commit"), std::string(40, 'c'));
  EXPECT_FALSE(files.at(2).contains("commit"));
}

TEST(VersionName, IsWhatGitShowTakes) {
  EXPECT_EQ(version_name("", "a.md"), "a.md");
  EXPECT_EQ(version_name("0123", "a b/c.md"), "0123:a b/c.md");
}

TEST(RunReportToJson, PrintsNumbersBeyondFourBytesExactly) {
  RunReport report;
  report.bytes_read = 9007199254740993U;

  EXPECT_NE(to_json(report).find("\"bytes_read\": 9007199254740993,"), std::string::npos);
}

TEST(RunReportSchema, NamesExactlyTheKeysThatAreWritten) {
  const Json report = Json::parse(to_json(full_report()));
  const Json from_git = Json::parse(to_json(git_report()));
  const Json report_schema = schema();
  const Json& properties = report_schema.at("properties");
  const Json& changes = properties.at("changes");
  const Json& files = report_schema.at("$defs").at("files");

  expect_keys(report, report_schema);
  expect_keys(from_git.at("sources").at(0),
              report.at("sources").at(0),
              properties.at("sources").at("items"));
  expect_keys(report.at("changes"), changes);
  for (const char* const unit : {"policies", "snapshots"}) {
    expect_keys(report.at("changes").at(unit), changes.at("properties").at(unit));
  }
  for (const char* const list : {"rejected", "warnings"}) {
    expect_keys(report.at(list), files);
    expect_keys(from_git.at(list).at("files").at(0),
                report.at(list).at("files").at(0),
                files.at("properties").at("files").at("items"));
  }
}

TEST(RunReportSchema, NamesEveryReason) {
  const Json definitions = schema().at("$defs");
  Json rejections = Json::array();
  for (const Rejection reason : {Rejection::kNoHeader,
                                 Rejection::kBadDate,
                                 Rejection::kBadSite,
                                 Rejection::kBinary,
                                 Rejection::kEmptyBody,
                                 Rejection::kTooLarge,
                                 Rejection::kUnreadable,
                                 Rejection::kDuplicateSnapshot}) {
    rejections.push_back(reason_name(reason));
  }
  Json warnings = Json::array();
  for (const Warning reason : {Warning::kInvalidUtf8,
                               Warning::kNulBytes,
                               Warning::kLongLine,
                               Warning::kLinkMissing,
                               Warning::kDateDisagrees,
                               Warning::kBadRecord}) {
    warnings.push_back(reason_name(reason));
  }

  EXPECT_EQ(definitions.at("rejection").at("enum"), rejections);
  EXPECT_EQ(definitions.at("warning").at("enum"), warnings);
}

}  // namespace
}  // namespace smallprint::indexing
