/// A generation that is not pruned while somebody reads it.
#pragma once

#include <filesystem>
#include <optional>

namespace smallprint {

/// Holds a shared flock on the MANIFEST.json of a generation, opened for reading: a reader needs no
/// right to write. Pruning takes the lock for itself alone before it removes a generation, and
/// skips one that is held. The kernel drops the lock when the process ends, however it ends. Where
/// the file system has no locks, the generation is held by nothing, and pruning spares it.
class HeldGeneration {
 public:
  /// Nothing when there is no such generation, or when it is being removed.
  /// Error(kNoIndex) when its manifest is there and cannot be opened.
  [[nodiscard]] static std::optional<HeldGeneration> hold(const std::filesystem::path& generation);

  /// The same for one that is to be removed: nothing also when somebody holds it, or where nobody
  /// can tell. Others who want to hold it wait until this object is gone, so make haste.
  [[nodiscard]] static std::optional<HeldGeneration> hold_alone(
      const std::filesystem::path& generation);

  ~HeldGeneration();
  HeldGeneration(const HeldGeneration&) = delete;
  HeldGeneration& operator=(const HeldGeneration&) = delete;
  HeldGeneration(HeldGeneration&& other) noexcept;
  HeldGeneration& operator=(HeldGeneration&&) = delete;

  /// The folder, without symbolic links on the way to the index.
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  HeldGeneration(std::filesystem::path path, int descriptor);

  std::filesystem::path path_;
  int descriptor_;
};

/// Holds the generation in force. When it is pruned between reading CURRENT and holding it, CURRENT
/// names another by then, and that one is held instead. Error(kNoIndex) when there is no index, or
/// when CURRENT names a generation that is not there.
[[nodiscard]] HeldGeneration hold_current_generation(const std::filesystem::path& index);

}  // namespace smallprint
