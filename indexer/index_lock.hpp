/// The lock of the one writer of an index.
#pragma once

#include <chrono>
#include <filesystem>

namespace smallprint::indexing {

/// Holds an flock on INDEX/lock, which also carries the holder's process id; the file's time of
/// change is when it was taken. The kernel drops the lock when the process ends, however it ends.
class IndexLock {
 public:
  /// Tries for `patience`, ten times a second. Error(kLocked) naming the holder and how long it has
  /// been at work when another process has the lock still; what throw_if_interrupted throws.
  explicit IndexLock(const std::filesystem::path& index, std::chrono::seconds patience = {});
  ~IndexLock();
  IndexLock(const IndexLock&) = delete;
  IndexLock& operator=(const IndexLock&) = delete;
  IndexLock(IndexLock&&) = delete;
  IndexLock& operator=(IndexLock&&) = delete;

 private:
  int descriptor_;
};

}  // namespace smallprint::indexing
