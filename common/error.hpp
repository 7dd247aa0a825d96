/// The one exception of the project: an operation that cannot be carried out.
/// Malformed input is no exception but a value (common/snapshot_header.hpp: Rejection).
#pragma once

#include <cerrno>
#include <stdexcept>
#include <string>
#include <utility>

#include "common/exit_code.hpp"

namespace smallprint {

/// `what()` names the thing, the value and the rule; `hint()` says what to do, or is empty.
/// Both may span lines (a query error carries the query and a caret).
class Error : public std::runtime_error {
 public:
  Error(ExitCode code, const std::string& message, std::string hint = {})
      : std::runtime_error(message), code_(code), hint_(std::move(hint)) {}

  [[nodiscard]] ExitCode code() const { return code_; }

  [[nodiscard]] const std::string& hint() const { return hint_; }

 private:
  ExitCode code_;
  std::string hint_;
};

/// The hint where bytes of an index are not what a build wrote. Without --full a build compares the
/// archive with the index's manifest only, and may find that nothing changed.
inline constexpr const char* kRebuildHint =
    "build the index anew: smallprint-index build SOURCE --full";

/// The hint where a file of an index cannot be opened; `error` is the errno.
[[nodiscard]] inline const char* hint_of_unopened(int error) {
  return error == EACCES ? "ask the owner of the index for the right to read it" : kRebuildHint;
}

}  // namespace smallprint
