/// What both programs do to foreign bytes on their way into JSON.
#pragma once

#include <string>
#include <string_view>

namespace smallprint {

/// The name of a file as a JSON string holds it: the very name when it is valid UTF-8, so that the
/// file can be opened by it whatever characters it has; printable(name) when it is not.
[[nodiscard]] std::string json_file_name(std::string_view name);

/// `json`, valid UTF-8, with `\uNNNN` in place of the control characters that JSON allows in
/// strings and printable() would escape: DEL, C1, U+2028, U+2029, controls of direction. The
/// document is the same; a terminal can show it.
[[nodiscard]] std::string escape_json_controls(std::string_view json);

}  // namespace smallprint
