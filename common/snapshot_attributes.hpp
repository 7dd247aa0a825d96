/// What filters and facets know of a snapshot's metadata: values of the fields category, rank,
/// interval and parked, written `FIELD:VALUE`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/snapshot_metadata.hpp"
#include "schemas/fields.hpp"

namespace smallprint {

/// `category:news`: a value as the index holds it and as it is looked up there. Case of ASCII
/// letters does not count: categories are in lower case, intervals in upper case (`2013_A`).
[[nodiscard]] std::string attribute(FieldId field, std::string_view value);

/// The value of an attribute of the field; empty when the attribute is another field's.
[[nodiscard]] std::string_view attribute_value(FieldId field, std::string_view attribute);

/// Every attribute of a snapshot, sorted, each once. A snapshot without metadata has none.
[[nodiscard]] std::vector<std::string> attributes_of(const SnapshotMetadata& metadata);

}  // namespace smallprint
