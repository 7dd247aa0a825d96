/// The frame of both `main` functions.
#pragma once

#include <functional>
#include <string_view>

#include "common/exit_code.hpp"

namespace smallprint {

/// Runs `body` and returns the process's exit code. The one place that catches: an Error is printed
/// to stderr as `name: message` and `hint: ...`, a file system error is exit code 74 with its path,
/// anything else that is thrown 70. An answer that could not be written to stdout is 74; a closed
/// stdout (SIGPIPE) ends the program quietly.
[[nodiscard]] int run_program(std::string_view name, const std::function<ExitCode()>& body);

}  // namespace smallprint
