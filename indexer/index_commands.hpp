/// The verbs that look at an index or go back in it: status, generations, verify, rollback.
#pragma once

#include "common/exit_code.hpp"
#include "indexer/options.hpp"

namespace smallprint::indexing {

/// What the generation in force holds, how old it is, what it takes. For a monitor: kOk when a
/// search would open the index, else Error: kNoIndex, kWrongSchema.
[[nodiscard]] ExitCode run_status(const StatusCommand& command);

/// One line a generation, or schemas/generations.schema.json. Error(kNoIndex) where there is none.
[[nodiscard]] ExitCode run_generations(const GenerationsCommand& command);

/// Prints what was looked at and every finding, or schemas/verification.schema.json; then
/// Error(kNoIndex) when there are findings.
[[nodiscard]] ExitCode run_verify(const VerifyCommand& command);

/// See roll_back; JSON as schemas/rollback.schema.json.
[[nodiscard]] ExitCode run_rollback(const RollbackCommand& command);

}  // namespace smallprint::indexing
