/// MANIFEST.json of a generation: what the index holds, what decides its meaning, and a digest of
/// every file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace smallprint {

struct ManifestFile {
  std::string path;  ///< relative to the generation
  std::uint64_t bytes = 0;
  std::string digest;  ///< `xxh128:` and 32 hexadecimal digits
};

/// What rows add up to. `words / passages` is BM25's average length.
struct RowTotals {
  std::uint64_t passages = 0;     ///< rows: distinct passages times their lifespans
  std::uint64_t occurrences = 0;  ///< passages of every snapshot, each once per snapshot
  std::uint64_t words = 0;        ///< those of headings weighted

  RowTotals& operator+=(const RowTotals& other) {
    passages += other.passages;
    occurrences += other.occurrences;
    words += other.words;
    return *this;
  }

  RowTotals& operator-=(const RowTotals& other) {
    passages -= other.passages;
    occurrences -= other.occurrences;
    words -= other.words;
    return *this;
  }

  friend bool operator==(const RowTotals&, const RowTotals&) = default;
};

/// A SOURCE of the build.
struct ManifestArchive {
  std::string kind;  ///< `folder` or `git`
  std::string path;  ///< absolute; written and read as json_file_name()
  std::string ref;   ///< of git: what was read, `refs/heads/main`; else empty
  std::string tip;   ///< of git: the commit that `ref` named, 40 hexadecimal digits; else empty

  friend bool operator==(const ManifestArchive&, const ManifestArchive&) = default;
};

struct Manifest {
  int schema_version = 0;
  std::string program_version;  ///< for information
  std::string analyzer;         ///< analyzer_settings() of the program that built it
  std::string labeler;          ///< `none`: this index has no practice labels
  std::uint64_t generation = 0;
  std::string published;       ///< UTC, ISO 8601: when this manifest was written
  std::string index_digest;    ///< `xxh128:...`, docs/index-format.md
  std::string content_digest;  ///< `xxh128:...`
  std::string source_digest;   ///< the same with archives and file names: says when to build again
  std::vector<RowTotals> shards;     ///< the living rows of each
  std::uint32_t shards_of_full = 0;  ///< so many, the first, are of the last full build
  std::uint64_t sites = 0;
  std::uint64_t policies = 0;
  std::uint64_t snapshots = 0;
  RowTotals rows;                         ///< of all shards
  std::uint64_t bytes_indexed = 0;        ///< size of the snapshots' files
  std::vector<ManifestArchive> archives;  ///< the SOURCEs given to build, by path
  std::vector<ManifestFile> files;        ///< all but MANIFEST.json and MANIFEST.xxh128
};

/// Writes MANIFEST.json and its seal into the generation's folder, synced.
void write_manifest(const std::filesystem::path& generation, const Manifest& manifest);

/// Reads the manifest alone. Schema and analyzer must be this program's own (Error(kWrongSchema),
/// also when nothing else of it reads), and its bytes those that the seal beside it was made of
/// (Error(kNoIndex)).
[[nodiscard]] Manifest read_sealed_manifest(const std::filesystem::path& generation);

/// The same, and the sizes of all files must be those recorded (Error(kNoIndex)). Of the files'
/// digests only those of Xapian's iamglass, 130 bytes each, are compared.
[[nodiscard]] Manifest read_manifest(const std::filesystem::path& generation);

/// Size and digest of one file of a generation.
[[nodiscard]] ManifestFile digest_file(const std::filesystem::path& generation,
                                       const std::filesystem::path& file);

/// Digests of all files below a generation that has no manifest yet, sorted by path.
[[nodiscard]] std::vector<ManifestFile> digest_files(const std::filesystem::path& generation);

}  // namespace smallprint
