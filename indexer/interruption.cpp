#include "indexer/interruption.hpp"

#include <cstddef>

#include "common/error.hpp"

namespace smallprint::indexing {
namespace {

volatile std::sig_atomic_t g_signal = 0;  // what a handler may touch, and nothing else

void remember(int signal) {
  g_signal = signal;
}

}  // namespace

InterruptionGuard::InterruptionGuard() {
  g_signal = 0;

  struct sigaction action {};

  action.sa_handler = &remember;
  sigemptyset(&action.sa_mask);
  for (std::size_t i = 0; i < kSignals.size(); ++i) {
    sigaction(kSignals[i], nullptr, &previous_[i]);
    if (previous_[i].sa_handler != SIG_IGN) {
      sigaction(kSignals[i], &action, nullptr);
    }
  }
}

InterruptionGuard::~InterruptionGuard() {
  for (std::size_t i = 0; i < kSignals.size(); ++i) {
    sigaction(kSignals[i], &previous_[i], nullptr);
  }
  g_signal = 0;
}

void throw_if_interrupted() {
  if (g_signal == SIGINT) {
    throw Error(ExitCode::kInterrupted, "interrupted; the published index is as it was");
  }
  if (g_signal == SIGTERM) {
    throw Error(ExitCode::kTerminated, "terminated; the published index is as it was");
  }
}

}  // namespace smallprint::indexing
