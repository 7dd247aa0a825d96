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

ExitCode report(std::string_view name,
                ExitCode code,
                std::string_view message,
                std::string_view hint) {
  print_diagnostic(fmt::format("{}: {}\n", name, printable_text(message)));
  if (!hint.empty()) {
    print_diagnostic(fmt::format("hint: {}\n", printable_text(hint)));
  }
  return code;
}

ExitCode guarded(std::string_view name, const std::function<ExitCode()>& body) {
  try {
    return body();
  } catch (const Error& error) {
    return report(name, error.code(), error.what(), error.hint());
  } catch (const std::filesystem::filesystem_error& error) {
    return report(name,
                  ExitCode::kIo,
                  fmt::format("{}: {}", error.path1().string(), error.code().message()),
                  {});
  } catch (const std::bad_alloc&) {
    return report(name, ExitCode::kInternal, "out of memory", {});
  } catch (const std::exception& error) {
    return report(name, ExitCode::kInternal, error.what(), kBugHint);
  } catch (...) {  // Xapian's errors, for one, are no std::exception
    return report(name, ExitCode::kInternal, "an exception of no known kind", kBugHint);
  }
}

}  // namespace

int run_program(std::string_view name, const std::function<ExitCode()>& body) {
  std::signal(SIGPIPE, SIG_DFL);  // `... | head` ends quietly, whatever the caller had set
  ExitCode code = guarded(name, body);
  // A write that failed has emptied the buffer, so that flushing it alone would find nothing wrong.
  const bool lost = std::fflush(stdout) != 0 || std::ferror(stdout) != 0;
  if (lost && (code == ExitCode::kOk || code == ExitCode::kNothingFound)) {
    code = report(name, ExitCode::kIo, "cannot write the answer to stdout", {});
  }
  return static_cast<int>(code);
}

}  // namespace smallprint
