/// What to tell who names a value that is none of a closed list.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace smallprint::searching {

/// Why a value is none of its list: the rule, with what may have been meant, and all there are.
struct UnknownValue {
  std::string rule;
  std::string hint;
};

/// `what` names the list: `unknown data type 'contct'; did you mean contact?`. Where no name is
/// near, `else_meant` may be.
[[nodiscard]] UnknownValue unknown_value(std::string_view what,
                                         std::string_view text,
                                         const std::vector<std::string_view>& names,
                                         const std::vector<std::string_view>& else_meant = {});

}  // namespace smallprint::searching
