#include "common/program.hpp"

#include <csignal>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <new>

#include <fmt/format.h>

#include "common/error.hpp"
#include "common/printable.hpp"
#include "common/standard_streams.hpp"

namespace smallprint {
namespace {

constexpr const char* kBugHint = "this is a bug: please report it";

}  // namespace

Failure describe_failure(const std::exception_ptr& thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (const Error& error) {
    return {.code = error.code(), .message = error.what(), .hint = error.hint()};
  } catch (const std::filesystem::filesystem_error& error) {
    return {.code = ExitCode::kIo,
            .message = fmt::format("{}: {}", error.path1().string(), error.code().message()),
            .hint = {}};
  } catch (const std::bad_alloc&) {
    return {.code = ExitCode::kInternal, .message = "out of memory", .hint = {}};
  } catch (const std::exception& error) {
    return {.code = ExitCode::kInternal, .message = error.what(), .hint = kBugHint};
  } catch (...) {  // Xapian's errors, for one, are no std::exception
    return {
        .code = ExitCode::kInternal, .message = "an exception of no known kind", .hint = kBugHint};
  }
}

namespace {

ExitCode report(std::string_view name, const Failure& failure) {
  print_diagnostic(fmt::format("{}: {}\n", name, printable_text(failure.message)));
  if (!failure.hint.empty()) {
    print_diagnostic(fmt::format("hint: {}\n", printable_text(failure.hint)));
  }
  return failure.code;
}

ExitCode guarded(std::string_view name, const std::function<ExitCode()>& body) {
  try {
    return body();
  } catch (...) {
    return report(name, describe_failure(std::current_exception()));
  }
}

}  // namespace

int run_program(std::string_view name, const std::function<ExitCode()>& body) {
  std::signal(SIGPIPE, SIG_DFL);  // `... | head` ends quietly, whatever the caller had set
  ExitCode code = guarded(name, body);
  // A write that failed has emptied the buffer, so that flushing it alone would find nothing wrong.
  const bool lost = std::fflush(stdout) != 0 || std::ferror(stdout) != 0;
  if (lost && (code == ExitCode::kOk || code == ExitCode::kNothingFound)) {
    code = report(
        name, {.code = ExitCode::kIo, .message = "cannot write the answer to stdout", .hint = {}});
  }
  return static_cast<int>(code);
}

}  // namespace smallprint
