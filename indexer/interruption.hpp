/// SIGINT and SIGTERM while indexing: the run stops at the next file and publishes nothing.
#pragma once

namespace smallprint::indexing {

/// Installs the handlers for the life of the object; one at a time.
class InterruptionGuard {
 public:
  InterruptionGuard();
  ~InterruptionGuard();
  InterruptionGuard(const InterruptionGuard&) = delete;
  InterruptionGuard& operator=(const InterruptionGuard&) = delete;
  InterruptionGuard(InterruptionGuard&&) = delete;
  InterruptionGuard& operator=(InterruptionGuard&&) = delete;
};

/// Throws Error(kInterrupted) or Error(kTerminated) once a signal came. Any thread; cheap.
void throw_if_interrupted();

}  // namespace smallprint::indexing
