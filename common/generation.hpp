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

/// The number in force by INDEX/CURRENT; nothing when there is no such file. Error(kNoIndex) when
/// CURRENT cannot be opened or names no generation.
[[nodiscard]] std::optional<std::uint64_t> current_generation(const std::filesystem::path& index);

/// Folder of the generation in force. Error(kNoIndex) with a hint when there is none.
[[nodiscard]] std::filesystem::path require_generation(const std::filesystem::path& index);

/// Makes a generation the one in force: writes CURRENT anew, syncs, renames, syncs the folder.
void set_current_generation(const std::filesystem::path& index, std::uint64_t number);

}  // namespace smallprint
