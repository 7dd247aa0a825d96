/// The generations of an index and which of them is in force (docs/index-format.md).
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace smallprint {

/// The index of a program that is given none: $SMALLPRINT_INDEX, else `smallprint.index`.
[[nodiscard]] std::filesystem::path default_index();

/// `gen-000042`.
[[nodiscard]] std::string generation_name(std::uint64_t number);

/// `shard-00`, a folder of a generation.
[[nodiscard]] std::string shard_name(std::uint32_t number);

/// The number in `gen-000042`, nothing for any other name.
[[nodiscard]] std::optional<std::uint64_t> generation_number(const std::string& name);

/// A generation and the digest of its MANIFEST.json, as a line: `gen-000042 xxh128:4f0c...` and a
/// line feed. Each generation keeps its own in MANIFEST.xxh128; CURRENT is a copy of that of the
/// one in force. So a changed byte in CURRENT, in a manifest or in a seal is noticed.
struct GenerationSeal {
  std::uint64_t number = 0;
  std::string manifest_digest;  ///< `xxh128:...`; "" in the CURRENT of an index without seals

  friend bool operator==(const GenerationSeal&, const GenerationSeal&) = default;
};

/// Reads such a file. Error(kNoIndex) when it cannot be opened or is not one such line.
[[nodiscard]] GenerationSeal read_seal(const std::filesystem::path& file);

/// Writes MANIFEST.xxh128 into the generation's folder, synced.
void write_seal(const std::filesystem::path& generation, const GenerationSeal& seal);

/// The number in force by INDEX/CURRENT; nothing when there is no such file. Error(kNoIndex) when
/// CURRENT cannot be opened, names no generation, or is not the seal of the one it names. (One
/// whose folder or seal is missing is returned all the same: opening it says what is the matter.)
[[nodiscard]] std::optional<std::uint64_t> current_generation(const std::filesystem::path& index);

/// Folder of the generation in force. Error(kNoIndex) with a hint when there is none.
[[nodiscard]] std::filesystem::path require_generation(const std::filesystem::path& index);

/// Makes a generation the one in force: writes its seal as CURRENT anew, syncs, renames, syncs the
/// folder.
void set_current_generation(const std::filesystem::path& index, std::uint64_t number);

/// The highest number that ever was in force, as far as anybody needs to know: kept in
/// INDEX/PUBLISHED by a rollback, and else the one in force; 0 without either. A generation above
/// it is what a killed run left; one above the one in force, but not above this, was rolled back
/// from. Error(kNoIndex) as current_generation.
[[nodiscard]] std::uint64_t highest_published(const std::filesystem::path& index);

/// Records the above, synced: before CURRENT goes back to an older generation.
void set_highest_published(const std::filesystem::path& index, std::uint64_t number);

}  // namespace smallprint
