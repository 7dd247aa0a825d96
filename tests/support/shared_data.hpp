/// Corpora that some checkouts have beside them, in a folder `shared`. They are no part of the
/// project: a test that wants one prints "skipped: ..." where it is missing.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>

namespace smallprint::testing_support {

/// The full path of `name` (`corpus/archive-dev.tsv`), or nothing when it is not there.
[[nodiscard]] inline std::optional<std::filesystem::path> shared_path(std::string_view name) {
  const std::filesystem::path path =
      std::filesystem::path(SMALLPRINT_SOURCE_DIR) / ".." / "shared" / name;
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) {
    return std::nullopt;
  }
  return path;
}

}  // namespace smallprint::testing_support
