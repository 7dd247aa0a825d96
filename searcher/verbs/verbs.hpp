/// What each verb does: one function a verb, in the file of its name. Results go to stdout; Error
/// is thrown.
#pragma once

#include "common/exit_code.hpp"
#include "searcher/index_view.hpp"
#include "searcher/options.hpp"
#include "searcher/verbs/session.hpp"

namespace smallprint::searching {

[[nodiscard]] ExitCode run_search(const Session& session);
[[nodiscard]] ExitCode run_count(const Session& session);
[[nodiscard]] ExitCode run_export(const Session& session);
[[nodiscard]] ExitCode run_facets(const Session& session);
[[nodiscard]] ExitCode run_trend(const Session& session);
[[nodiscard]] ExitCode run_first(const Session& session);
[[nodiscard]] ExitCode run_batch(const Session& session);
[[nodiscard]] ExitCode run_show(const Options& options, IndexView& index);
[[nodiscard]] ExitCode run_history(const Options& options, IndexView& index);
[[nodiscard]] ExitCode run_sample(const Session& session);
[[nodiscard]] ExitCode run_similar(const Session& session);
[[nodiscard]] ExitCode run_agree(const Options& options);
[[nodiscard]] ExitCode run_fields(const Options& options);

/// Asks, and writes the question to options.save once it is answered.
[[nodiscard]] ExitCode ask_and_save(const Options& options, IndexView& index);

/// kNothingFound when the answer is another.
[[nodiscard]] ExitCode run_rerun(const Options& options, IndexView& index);

}  // namespace smallprint::searching
