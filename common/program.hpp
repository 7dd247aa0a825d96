/// The frame of both `main` functions.
#pragma once

#include <exception>
#include <functional>
#include <string>
#include <string_view>

#include "common/exit_code.hpp"

namespace smallprint {

/// What an exception means to whoever started the program.
struct Failure {
  ExitCode code = ExitCode::kInternal;
  std::string message;
  std::string hint;  ///< may be empty
};

/// An Error says it itself, a file system error is exit code 74 with its path, anything else that
/// is thrown 70. `thrown` is not null.
[[nodiscard]] Failure describe_failure(const std::exception_ptr& thrown);

/// Runs `body` and returns the process's exit code. What is thrown is
/// printed to stderr as `name: message` and `hint: ...`, by describe_failure(). An answer that
/// could not be written to stdout is 74; a closed stdout (SIGPIPE) ends the program quietly.
[[nodiscard]] int run_program(std::string_view name, const std::function<ExitCode()>& body);

}  // namespace smallprint
