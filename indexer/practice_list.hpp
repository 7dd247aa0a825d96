/// `smallprint-index practices`: the taxonomy with its definitions.
#pragma once

#include <string>

namespace smallprint::indexing {

/// For reading: a practice or an attribute value a paragraph.
[[nodiscard]] std::string practices_text();

/// `{"format_version","practices":[...],"polarities":[...],"attributes":[{...,"values":[...]}]}`.
[[nodiscard]] std::string practices_json();

}  // namespace smallprint::indexing
