/// SIGINT and SIGTERM while indexing: the run stops at the next file and publishes nothing.
#pragma once

#include <array>
#include <csignal>

namespace smallprint::indexing {

/// Installs the handlers for the life of the object and puts back those that were there; one at a
/// time. A signal that the caller had ignored (nohup, a job in the background) stays ignored.
class InterruptionGuard {
 public:
  InterruptionGuard();
  ~InterruptionGuard();
  InterruptionGuard(const InterruptionGuard&) = delete;
  InterruptionGuard& operator=(const InterruptionGuard&) = delete;
  InterruptionGuard(InterruptionGuard&&) = delete;
  InterruptionGuard& operator=(InterruptionGuard&&) = delete;

 private:
  static constexpr std::array kSignals{SIGINT, SIGTERM};

  std::array<struct sigaction, kSignals.size()> previous_{};
};

/// Throws Error(kInterrupted) or Error(kTerminated) once a signal came. Any thread; cheap.
void throw_if_interrupted();

}  // namespace smallprint::indexing
