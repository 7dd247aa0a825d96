/// What the programs print, with the failures of printing decided once.
#pragma once

#include <string_view>

namespace smallprint {

/// Appends to stdout, buffered. Error(kIo) when it cannot be written; run_program flushes at the
/// end and looks again.
void print_answer(std::string_view text);

/// Appends to stderr. What cannot be written there is lost: the exit code still says what happened.
void print_diagnostic(std::string_view text);

}  // namespace smallprint
