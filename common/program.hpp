/// The frame of both `main` functions.
#pragma once

#include <functional>
#include <string_view>

#include "common/exit_code.hpp"

namespace smallprint {

/// Runs `body` and returns the process's exit code. The one place that catches: an Error is printed
/// to stderr as `name: message` and `hint: ...`, any other exception is exit code 70. A closed
/// stdout (SIGPIPE) ends the program quietly.
[[nodiscard]] int run_program(std::string_view name, const std::function<ExitCode()>& body);

}  // namespace smallprint
