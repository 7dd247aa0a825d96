/// Carries out a command of smallprint-search.
#pragma once

#include "common/exit_code.hpp"
#include "searcher/options.hpp"

namespace smallprint::searching {

/// Results on stdout. Throws Error.
[[nodiscard]] ExitCode run(const Options& options);

}  // namespace smallprint::searching
