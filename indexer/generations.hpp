/// The generations of an index as the writer sees them: which there are, which a killed run left,
/// which may go. Every function that removes something needs the IndexLock.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace smallprint::indexing {

/// Work in progress is named gen-000042.tmp.
[[nodiscard]] std::filesystem::path working_folder(const std::filesystem::path& index,
                                                   std::uint64_t number);

/// The numbers of all generations there are, ascending; those that a killed run left included.
[[nodiscard]] std::vector<std::uint64_t> generation_numbers(const std::filesystem::path& index);

/// One more than the highest number there is or was.
[[nodiscard]] std::uint64_t next_generation(const std::filesystem::path& index);

/// Removes what killed runs left: work in progress, half-removed generations, and generations above
/// every number that was ever in force. Where CURRENT cannot be trusted no generation is removed.
void remove_leftovers(const std::filesystem::path& index);

struct Pruning {
  std::vector<std::uint64_t> removed;
  std::vector<std::uint64_t> in_use;  ///< spared because a reader holds them
};

/// Removes all generations but the `keep` with the highest numbers, the one in force, and those
/// that a reader holds. `keep` is at least 1. A generation loses its name first, so that one that
/// is half removed is never taken for a whole one. Error(kIo).
Pruning prune_generations(const std::filesystem::path& index, std::size_t keep);

/// What `generations` lists.
struct GenerationFacts {
  std::uint64_t number = 0;
  bool in_force = false;
  bool unpublished = false;  ///< what a killed run left; the next build removes it
  bool in_use = false;       ///< a search has it open, or nobody can tell
  std::string problem;       ///< why its manifest cannot be read; then what follows is empty
  std::string published;     ///< UTC, ISO 8601
  std::string index_digest;
  std::uint64_t policies = 0;
  std::uint64_t snapshots = 0;
  std::uint64_t bytes = 0;      ///< of all its files
  std::uint64_t own_bytes = 0;  ///< of those that no other generation shares
};

/// Ascending by number. A generation that goes while it is looked at is left out.
[[nodiscard]] std::vector<GenerationFacts> list_generations(const std::filesystem::path& index);

/// Bytes of all files of the index, those that generations share counted once.
[[nodiscard]] std::uint64_t disk_bytes(const std::filesystem::path& index);

}  // namespace smallprint::indexing
