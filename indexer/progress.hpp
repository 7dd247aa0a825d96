/// What a long run shows on a terminal while it works.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <thread>

namespace smallprint::indexing {

/// One line on stderr, drawn anew four times a second: phase, done of total, rate, time left. Shows
/// nothing when stderr is no terminal. `begin` from one thread, `advance` from any.
class Progress {
 public:
  Progress();
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  Progress(Progress&&) = delete;
  Progress& operator=(Progress&&) = delete;

  /// Starts a phase of `total` steps, named as in "reading 120 of 5,000 files".
  void begin(const char* verb, const char* unit, std::uint64_t total);

  void advance(std::uint64_t steps = 1) { done_ += steps; }

  /// Wipes the line; nothing is drawn until the next `begin`.
  void end();

 private:
  void draw() const;

  bool terminal_;
  const char* verb_ = "";
  const char* unit_ = "";
  std::uint64_t total_ = 0;
  std::atomic<std::uint64_t> done_{0};
  std::chrono::steady_clock::time_point started_;
  std::jthread drawer_;
};

}  // namespace smallprint::indexing
