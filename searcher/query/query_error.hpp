/// How a query that does not parse is reported.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace smallprint::searching {

/// Throws Error(kUsage): `rule`, then the query with a caret under the code point that holds the
/// byte `column` (the query's size for its end). A query of more than 70 code points is cut to the
/// 64 around the fault, `...` standing for the rest. What cannot be shown in one column, control
/// and format characters, is shown as a space, and a byte that is not UTF-8 as U+FFFD.
[[noreturn]] void fail_query(std::string_view query,
                             std::size_t column,
                             const std::string& rule,
                             const std::string& hint = {});

}  // namespace smallprint::searching
