/// Carries out a command of smallprint-index.
#pragma once

#include "common/exit_code.hpp"
#include "indexer/options.hpp"

namespace smallprint::indexing {

/// Results on stdout; progress, refused files and the summary on stderr. Throws Error.
[[nodiscard]] ExitCode run(const Command& command);

}  // namespace smallprint::indexing
