/// The lock of the one writer of an index.
#pragma once

#include <filesystem>

namespace smallprint::indexing {

/// Holds an flock on INDEX/lock, which also carries the holder's process id. The kernel drops the
/// lock when the process ends, however it ends.
class IndexLock {
 public:
  /// Error(kLocked) naming the holder when another process has it.
  explicit IndexLock(const std::filesystem::path& index);
  ~IndexLock();
  IndexLock(const IndexLock&) = delete;
  IndexLock& operator=(const IndexLock&) = delete;
  IndexLock(IndexLock&&) = delete;
  IndexLock& operator=(IndexLock&&) = delete;

 private:
  int descriptor_;
};

}  // namespace smallprint::indexing
