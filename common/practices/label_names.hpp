/// How labels are written in rule files, queries and outputs.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schemas/practices.hpp"

namespace smallprint {

/// `data-retention`, `third-party-sharing-collection/denied`, `data:contact`.
[[nodiscard]] std::string label_name(LabelId label);

/// The reverse; nothing for any other name.
[[nodiscard]] std::optional<LabelId> find_label(std::string_view name);

}  // namespace smallprint
