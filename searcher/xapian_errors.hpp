/// Xapian's exceptions, which are no std::exception, made this project's own.
#pragma once

#include <fmt/format.h>
#include <xapian.h>

#include "common/error.hpp"

namespace smallprint::searching {

/// Returns what `action` returns. What Xapian throws in it comes out as Error(kNoIndex): postings
/// that do not read are a damaged index.
template <typename Action>
auto translating_xapian_errors(const Action& action) {
  try {
    return action();
  } catch (const Xapian::Error& error) {
    throw Error(ExitCode::kNoIndex,
                fmt::format("the postings do not read: {}", error.get_description()),
                kRebuildHint);
  }
}

}  // namespace smallprint::searching
