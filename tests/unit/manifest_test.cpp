#include "common/manifest.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "common/error.hpp"
#include "common/text_analyzer.hpp"
#include "schemas/index_schema.hpp"
#include "tests/support/temporary_folder.hpp"

namespace smallprint {
namespace {

using testing_support::TemporaryFolder;

Manifest small_manifest() {
  Manifest manifest;
  manifest.schema_version = kSchemaVersion;
  manifest.program_version = "0.0.1";
  manifest.analyzer = analyzer_settings();
  manifest.labeler = "none";
  manifest.generation = 42;
  manifest.published = "2026-01-31T23:59:59Z";
  manifest.index_digest = "xxh128:aa";
  manifest.content_digest = "xxh128:bb";
  manifest.shards = {{.passages = 1, .occurrences = 2, .words = 3},
                     {.passages = 3, .occurrences = 3, .words = 4}};
  manifest.shards_of_full = 1;
  manifest.sites = 1;
  manifest.policies = 2;
  manifest.snapshots = 3;
  manifest.rows = {.passages = 4, .occurrences = 5, .words = 7};
  manifest.bytes_indexed = 6;
  manifest.archives = {{.kind = "folder", .path = "/a", .ref = "", .tip = ""},
                       {.kind = "git", .path = "/b", .ref = "refs/heads/main", .tip = "0123"}};
  return manifest;
}

ExitCode code_of_reading(const TemporaryFolder& generation) {
  try {
    (void)read_manifest(generation.path());
  } catch (const Error& error) {
    EXPECT_NE(error.hint(), "");
    return error.code();
  }
  return ExitCode::kOk;
}

TEST(Manifest, ComesBackAsItWasWritten) {
  const TemporaryFolder generation;
  const Manifest written = small_manifest();
  write_manifest(generation.path(), written);

  const Manifest read = read_manifest(generation.path());

  EXPECT_EQ(read.schema_version, kSchemaVersion);
  EXPECT_EQ(read.program_version, "0.0.1");
  EXPECT_EQ(read.analyzer, written.analyzer);
  EXPECT_EQ(read.labeler, "none");
  EXPECT_EQ(read.generation, 42U);
  EXPECT_EQ(read.published, "2026-01-31T23:59:59Z");
  EXPECT_EQ(read.index_digest, "xxh128:aa");
  EXPECT_EQ(read.content_digest, "xxh128:bb");
  EXPECT_EQ(read.shards, written.shards);
  EXPECT_EQ(read.shards_of_full, 1U);
  EXPECT_EQ(read.sites, 1U);
  EXPECT_EQ(read.policies, 2U);
  EXPECT_EQ(read.snapshots, 3U);
  EXPECT_EQ(read.rows, written.rows);
  EXPECT_EQ(read.bytes_indexed, 6U);
  EXPECT_EQ(read.archives, written.archives);
}

TEST(Manifest, DigestsAllFilesByPath) {
  const TemporaryFolder generation;
  (void)generation.write("shard-01/words", "");
  (void)generation.write("shard-00/words", "abc");

  const std::vector<ManifestFile> files = digest_files(generation.path());

  ASSERT_EQ(files.size(), 2U);
  EXPECT_EQ(files[0].path, "shard-00/words");
  EXPECT_EQ(files[0].bytes, 3U);
  EXPECT_EQ(files[0].digest, "xxh128:06b05ab6733a618578af5f94892f3950");  // xxhsum -H2
  EXPECT_EQ(files[1].path, "shard-01/words");
  EXPECT_EQ(files[1].digest, "xxh128:99aa06d3014798d86001c324468d497f");
}

TEST(Manifest, OfAnotherSchemaOrAnalyzerIsTheWrongSchema) {
  const TemporaryFolder other_schema;
  Manifest manifest = small_manifest();
  manifest.schema_version = kSchemaVersion + 1;
  write_manifest(other_schema.path(), manifest);
  EXPECT_EQ(code_of_reading(other_schema), ExitCode::kWrongSchema);

  const TemporaryFolder other_analyzer;
  manifest = small_manifest();
  manifest.analyzer = "smallprint-analyzer/0";
  write_manifest(other_analyzer.path(), manifest);
  EXPECT_EQ(code_of_reading(other_analyzer), ExitCode::kWrongSchema);
}

TEST(Manifest, OfAnotherSchemaIsTheWrongSchemaWhateverElseIsInIt) {
  const TemporaryFolder generation;
  (void)generation.write("MANIFEST.json", R"({"schema_version": 999})");
  EXPECT_EQ(code_of_reading(generation), ExitCode::kWrongSchema);

  (void)generation.write(
      "MANIFEST.json",
      fmt::format(R"({{"schema_version": {}, "analyzer": "another"}})", kSchemaVersion));
  EXPECT_EQ(code_of_reading(generation), ExitCode::kWrongSchema);
}

TEST(Manifest, WithAnyByteChangedIsNoIndex) {
  const TemporaryFolder generation;
  write_manifest(generation.path(), small_manifest());
  std::ifstream file(generation.path() / "MANIFEST.json");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  for (const std::string_view key : {"\"generation\": 42", "\"policies\": 2", "xxh128:aa"}) {
    std::string changed = text;
    changed[text.find(key) + key.size() - 1] ^= 1;
    (void)generation.write("MANIFEST.json", changed);
    EXPECT_EQ(code_of_reading(generation), ExitCode::kNoIndex) << key;
  }
  (void)generation.write("MANIFEST.json", text);
  EXPECT_EQ(code_of_reading(generation), ExitCode::kOk);

  std::filesystem::remove(generation.path() / "MANIFEST.xxh128");
  EXPECT_EQ(code_of_reading(generation), ExitCode::kNoIndex);
}

TEST(Manifest, WithAFileOfAnotherSizeOrNoneIsNoIndex) {
  const TemporaryFolder generation;
  (void)generation.write("shard-00/words", "abc");
  Manifest manifest = small_manifest();
  manifest.files = digest_files(generation.path());
  write_manifest(generation.path(), manifest);
  EXPECT_EQ(code_of_reading(generation), ExitCode::kOk);

  (void)generation.write("shard-00/words", "abcd");
  EXPECT_EQ(code_of_reading(generation), ExitCode::kNoIndex);

  std::filesystem::remove(generation.path() / "shard-00/words");
  EXPECT_EQ(code_of_reading(generation), ExitCode::kNoIndex);
}

TEST(Manifest, ThatIsMissingOrNoManifestIsNoIndex) {
  const TemporaryFolder generation;
  EXPECT_EQ(code_of_reading(generation), ExitCode::kNoIndex);
  for (const char* const text : {"", "{", "{}", "[1]", R"({"schema_version": "one"})"}) {
    (void)generation.write("MANIFEST.json", text);
    EXPECT_EQ(code_of_reading(generation), ExitCode::kNoIndex) << text;
  }
}

}  // namespace
}  // namespace smallprint
