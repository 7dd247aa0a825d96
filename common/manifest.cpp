#include "common/manifest.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "common/digest.hpp"
#include "common/error.hpp"
#include "common/file_writer.hpp"
#include "common/generation.hpp"
#include "common/json_text.hpp"
#include "common/mapped_file.hpp"
#include "common/text_analyzer.hpp"
#include "schemas/index_schema.hpp"

namespace smallprint {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

namespace {

constexpr const char* kRebuild = "build the index again";  // no --full: another meaning is a change

std::string digest_name(std::string_view bytes) {
  return "xxh128:" + digest_hex(bytes);
}

std::string read_whole(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    const int error = errno;
    throw Error(ExitCode::kNoIndex,
                fmt::format("{}: cannot open: {}", path.string(), std::strerror(error)),
                hint_of_unopened(error));
  }
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

Manifest from_json(const Json& json) {
  Manifest manifest;
  json.at("schema_version").get_to(manifest.schema_version);
  json.at("analyzer").get_to(manifest.analyzer);
  json.at("program_version").get_to(manifest.program_version);
  json.at("labeler").get_to(manifest.labeler);
  json.at("generation").get_to(manifest.generation);
  json.at("published").get_to(manifest.published);
  json.at("index_digest").get_to(manifest.index_digest);
  json.at("content_digest").get_to(manifest.content_digest);
  json.at("source_digest").get_to(manifest.source_digest);
  for (const Json& shard : json.at("shards")) {
    manifest.shards.push_back({.passages = shard.at("passages").get<std::uint64_t>(),
                               .occurrences = shard.at("passage_occurrences").get<std::uint64_t>(),
                               .words = shard.at("words").get<std::uint64_t>()});
    manifest.rows += manifest.shards.back();
  }
  json.at("shards_of_full").get_to(manifest.shards_of_full);
  json.at("sites").get_to(manifest.sites);
  json.at("policies").get_to(manifest.policies);
  json.at("snapshots").get_to(manifest.snapshots);
  json.at("bytes_indexed").get_to(manifest.bytes_indexed);
  for (const Json& archive : json.at("archives")) {
    manifest.archives.push_back(
        {archive.at("kind"), archive.at("path"), archive.at("ref"), archive.at("tip")});
  }
  for (const Json& file : json.at("files")) {
    manifest.files.push_back({file.at("path"), file.at("bytes"), file.at("digest")});
  }
  return manifest;
}

/// Before any other key: those of another schema may have other names.
void check_meaning(const fs::path& path, const Json& json) {
  const int schema_version = json.at("schema_version");
  if (schema_version != kSchemaVersion) {
    throw Error(ExitCode::kWrongSchema,
                fmt::format("{}: schema version {}, this program reads {}",
                            path.string(),
                            schema_version,
                            kSchemaVersion),
                kRebuild);
  }
  const std::string analyzer = json.at("analyzer");
  if (analyzer != analyzer_settings()) {
    throw Error(ExitCode::kWrongSchema,
                fmt::format("{}: text was analysed by {}, this program has {}",
                            path.string(),
                            analyzer,
                            analyzer_settings()),
                kRebuild);
  }
}

void check_seal(const fs::path& generation, const std::string& text) {
  const fs::path path = generation / index_files::kSeal;
  if (read_seal(path).manifest_digest != digest_name(text)) {
    throw Error(ExitCode::kNoIndex,
                fmt::format("{}: is not what {} says",
                            (generation / index_files::kManifest).string(),
                            index_files::kSeal),
                kRebuildHint);
  }
}

/// The head of a Xapian database. Xapian reads its 130 bytes without a check, and crashes on some
/// that it did not write.
bool is_trusted_by_xapian(const std::string& path) {
  return path.ends_with("/iamglass");
}

void check_files(const fs::path& generation, const Manifest& manifest) {
  for (const ManifestFile& file : manifest.files) {
    std::error_code error;
    const std::uintmax_t bytes = fs::file_size(generation / file.path, error);
    if (error || bytes != file.bytes) {
      throw Error(ExitCode::kNoIndex,
                  fmt::format("{}: {}, the manifest says {} bytes",
                              (generation / file.path).string(),
                              error ? error.message() : fmt::format("{} bytes", bytes),
                              file.bytes),
                  kRebuildHint);
    }
    if (is_trusted_by_xapian(file.path) &&
        digest_name(MappedFile(generation / file.path).bytes()) != file.digest) {
      throw Error(
          ExitCode::kNoIndex,
          fmt::format("{}: is not what the manifest says", (generation / file.path).string()),
          kRebuildHint);
    }
  }
}

}  // namespace

void write_manifest(const fs::path& generation, const Manifest& manifest) {
  Json files = Json::array();
  for (const ManifestFile& file : manifest.files) {
    files.push_back({{"path", file.path}, {"bytes", file.bytes}, {"digest", file.digest}});
  }
  Json archives = Json::array();
  for (const ManifestArchive& archive : manifest.archives) {
    archives.push_back({{"kind", archive.kind},
                        {"path", json_file_name(archive.path)},
                        {"ref", archive.ref},
                        {"tip", archive.tip}});
  }
  Json shards = Json::array();
  for (const RowTotals& shard : manifest.shards) {
    shards.push_back({{"passages", shard.passages},
                      {"passage_occurrences", shard.occurrences},
                      {"words", shard.words}});
  }
  const Json json = {{"schema_version", manifest.schema_version},
                     {"program_version", manifest.program_version},
                     {"analyzer", manifest.analyzer},
                     {"labeler", manifest.labeler},
                     {"generation", manifest.generation},
                     {"published", manifest.published},
                     {"index_digest", manifest.index_digest},
                     {"content_digest", manifest.content_digest},
                     {"source_digest", manifest.source_digest},
                     {"shards", shards},
                     {"shards_of_full", manifest.shards_of_full},
                     {"sites", manifest.sites},
                     {"policies", manifest.policies},
                     {"snapshots", manifest.snapshots},
                     {"passages", manifest.rows.passages},
                     {"passage_occurrences", manifest.rows.occurrences},
                     {"bytes_indexed", manifest.bytes_indexed},
                     {"words", manifest.rows.words},
                     {"archives", archives},
                     {"files", files}};
  const std::string text = json.dump(1) + "\n";
  FileWriter writer(generation / index_files::kManifest);
  writer.append(text);
  writer.close();
  write_seal(generation, {.number = manifest.generation, .manifest_digest = digest_name(text)});
}

Manifest read_sealed_manifest(const fs::path& generation) {
  const fs::path path = generation / index_files::kManifest;
  const std::string text = read_whole(path);
  try {
    const Json json = Json::parse(text);
    check_meaning(path, json);
    check_seal(generation, text);
    return from_json(json);
  } catch (const Json::exception& error) {
    throw Error(
        ExitCode::kNoIndex, fmt::format("{}: {}", path.string(), error.what()), kRebuildHint);
  }
}

Manifest read_manifest(const fs::path& generation) {
  Manifest manifest = read_sealed_manifest(generation);
  check_files(generation, manifest);
  return manifest;
}

ManifestFile digest_file(const fs::path& generation, const fs::path& path) {
  const MappedFile file(path);
  return {.path = path.lexically_relative(generation).generic_string(),
          .bytes = file.bytes().size(),
          .digest = digest_name(file.bytes())};
}

std::vector<ManifestFile> digest_files(const fs::path& generation) {
  std::vector<ManifestFile> files;
  for (const auto& entry : fs::recursive_directory_iterator(generation)) {
    if (entry.is_regular_file()) {
      files.push_back(digest_file(generation, entry.path()));
    }
  }
  std::sort(files.begin(), files.end(), [](const ManifestFile& a, const ManifestFile& b) {
    return a.path < b.path;
  });
  return files;
}

}  // namespace smallprint
