/// Back to an older generation.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>

namespace smallprint::indexing {

struct Rollback {
  std::optional<std::uint64_t> from;  ///< nothing when CURRENT could not be trusted
  std::uint64_t to = 0;
};

/// Verifies generation `to` in full and puts it in force: by default the highest below the one in
/// force, or the highest of all where CURRENT cannot be trusted. The generations above it stay, and
/// no build takes them for the leftovers of a killed run. Error: kNoIndex when there is none to go
/// back to or it is damaged, kNoInput when `to` is not there, kWrongSchema, kLocked, kIo.
[[nodiscard]] Rollback roll_back(const std::filesystem::path& index,
                                 std::optional<std::uint64_t> to,
                                 std::chrono::seconds patience);

}  // namespace smallprint::indexing
