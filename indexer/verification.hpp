/// Finds out whether a generation is what a build wrote, and whether what it wrote fits together.
#pragma once

#include <cstdint>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

namespace smallprint::indexing {

/// What is wrong with a file of an index, or with a shard as a whole.
struct Finding {
  std::string file;     ///< relative to the index: `gen-000042/shard-00/words`
  std::string problem;  ///< for people

  friend bool operator==(const Finding&, const Finding&) = default;
};

struct Verification {
  std::uint64_t files = 0;          ///< read and compared
  std::uint64_t bytes = 0;          ///< of these
  std::uint64_t shards = 0;         ///< looked into
  std::uint64_t sampled_rows = 0;   ///< whose words were looked up in the postings
  std::uint64_t sampled_texts = 0;  ///< snapshots put together again and digested
  std::vector<Finding> findings;    ///< none: the generation is whole
};

/// How much of a generation is read.
enum class Scope {
  kAll,
  kNewFiles,  ///< what no other generation shares; the rest was verified when it was written
};

/// Manifest against seal; the set of files and the digest of each, read from the disk where the
/// system can drop what it had in memory; then, of shards whose files are what they should be, what
/// check_shard looks at, the numbers of sites, policies, snapshots and passages against the
/// manifest, and what check_templates looks at. `generation` may be work in progress.
/// Error(kWrongSchema) for another schema. Cost: reading the files once on one thread, then what
/// check_shard costs on `jobs` threads: 24 ms for a shard of 9 MB of text.
[[nodiscard]] Verification verify_generation(const std::filesystem::path& generation,
                                             Scope scope,
                                             unsigned jobs);

/// What an Error about a file says, without the file's path before it.
[[nodiscard]] std::string problem_of(const std::exception& error,
                                     const std::filesystem::path& file);

/// `gen-000042/shard-00/words: 12 bytes, the manifest says 13`, and how many more there are. For a
/// verification with findings.
[[nodiscard]] std::string describe_findings(const Verification& verification);

}  // namespace smallprint::indexing
