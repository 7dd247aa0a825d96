/// Carries out a command of smallprint-search.
#pragma once

#include "common/exit_code.hpp"
#include "searcher/index_view.hpp"
#include "searcher/options.hpp"

namespace smallprint::searching {

/// Results on stdout. Throws Error.
[[nodiscard]] ExitCode run(const Options& options);

/// One question of an open index; of all verbs but rerun. Throws Error.
[[nodiscard]] ExitCode ask(const Options& options, IndexView& index);

}  // namespace smallprint::searching
