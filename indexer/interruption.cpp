#include "indexer/interruption.hpp"

#include <csignal>

#include "common/error.hpp"

namespace smallprint::indexing {
namespace {

volatile std::sig_atomic_t g_signal = 0;  // what a handler may touch, and nothing else

void remember(int signal) {
  g_signal = signal;
}

void install(void (*handler)(int)) {
  struct sigaction action {};

  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

}  // namespace

InterruptionGuard::InterruptionGuard() {
  g_signal = 0;
  install(&remember);
}

InterruptionGuard::~InterruptionGuard() {
  install(SIG_DFL);
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
