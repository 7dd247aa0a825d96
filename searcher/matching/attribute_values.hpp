/// The closed lists among the attributes of snapshots: rank and parked.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "schemas/fields.hpp"
#include "schemas/snapshot_values.hpp"
#include "searcher/unknown_value.hpp"

namespace smallprint::searching {

/// The values a field can have, in their order; empty where any may stand.
[[nodiscard]] std::span<const ListedValue> listed_values(FieldId field);

/// The value's own name; upper case does not count. `field` has a list.
[[nodiscard]] std::variant<std::string, UnknownValue> read_listed_value(FieldId field,
                                                                        std::string_view text);

/// What a reader sees: the label of a listed value, any other value as it is.
[[nodiscard]] std::string label_of_attribute(FieldId field, std::string_view value);

}  // namespace smallprint::searching
