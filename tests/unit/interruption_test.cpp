#include "indexer/interruption.hpp"

#include <csignal>

#include <gtest/gtest.h>

#include "common/error.hpp"
#include "indexer/folder_source.hpp"
#include "tests/support/temporary_folder.hpp"

namespace smallprint::indexing {
namespace {

void handler_of_the_caller(int /*signal*/) {
}

/// Sets a handler for SIGINT for one test.
class WithHandler {
 public:
  explicit WithHandler(void (*handler)(int)) : before_(std::signal(SIGINT, handler)) {}

  ~WithHandler() { std::signal(SIGINT, before_); }

  WithHandler(const WithHandler&) = delete;
  WithHandler& operator=(const WithHandler&) = delete;
  WithHandler(WithHandler&&) = delete;
  WithHandler& operator=(WithHandler&&) = delete;

 private:
  void (*before_)(int);
};

void (*handler_in_force())(int) {
  struct sigaction action {};

  sigaction(SIGINT, nullptr, &action);
  return action.sa_handler;
}

ExitCode code_of_interruption() {
  try {
    throw_if_interrupted();
  } catch (const Error& error) {
    return error.code();
  }
  return ExitCode::kOk;
}

TEST(InterruptionGuard, TurnsSignalsIntoErrorsWhileItLives) {
  {
    const InterruptionGuard guard;
    EXPECT_EQ(code_of_interruption(), ExitCode::kOk);
    std::raise(SIGINT);
    EXPECT_EQ(code_of_interruption(), ExitCode::kInterrupted);
    std::raise(SIGTERM);
    EXPECT_EQ(code_of_interruption(), ExitCode::kTerminated);
  }
  EXPECT_EQ(code_of_interruption(), ExitCode::kOk);
}

TEST(InterruptionGuard, PutsBackTheHandlerOfTheCaller) {
  const WithHandler callers(&handler_of_the_caller);
  { const InterruptionGuard guard; }
  EXPECT_EQ(handler_in_force(), &handler_of_the_caller);
}

TEST(InterruptionGuard, LeavesASignalIgnoredThatTheCallerIgnored) {
  const WithHandler ignored(SIG_IGN);
  {
    const InterruptionGuard guard;
    std::raise(SIGINT);
    EXPECT_EQ(code_of_interruption(), ExitCode::kOk);
  }
  EXPECT_EQ(handler_in_force(), SIG_IGN);
}

TEST(InterruptionGuard, EndsTheSearchForFiles) {
  const testing_support::TemporaryFolder archive;
  (void)archive.write("a.md", "text");
  const InterruptionGuard guard;
  std::raise(SIGINT);
  EXPECT_THROW((void)scan_folder(archive.path(), {}), Error);
}

}  // namespace
}  // namespace smallprint::indexing
