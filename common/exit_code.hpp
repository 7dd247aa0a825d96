/// Exit codes of both programs. Public: scripts branch on them (docs/operations.md). The numbers
/// follow sysexits(3) where one fits.
#pragma once

namespace smallprint {

enum class ExitCode : int {
  kOk = 0,             ///< done, also when nothing was found
  kNothingFound = 1,   ///< nothing found, with --fail-if-empty; another answer, with rerun
  kUsage = 64,         ///< wrong options, or a query that does not parse
  kDataRejected = 65,  ///< more input rejected than --max-rejected allows
  kNoInput = 66,       ///< an input that was named is not there, or not usable as it is
  kNoIndex = 69,       ///< no usable index
  kInternal = 70,      ///< a bug
  kIo = 74,            ///< reading or writing failed
  kLocked = 75,        ///< another writer holds the index: try again
  kWrongSchema = 78,   ///< the index was made by another schema version
  kInterrupted = 130,  ///< SIGINT while indexing
  kTerminated = 143    ///< SIGTERM while indexing
};

}  // namespace smallprint
