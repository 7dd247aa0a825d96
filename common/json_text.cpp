#include "common/json_text.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include <fmt/format.h>

#include "common/code_point.hpp"
#include "common/printable.hpp"

namespace smallprint {

namespace {

// Length of a character that begins with `byte`, when characters that printable() escapes begin so
// and JSON does not escape them itself; else 0.
std::size_t bytes_that_may_hide_a_control(char byte) {
  switch (byte) {
    case '\x7F':
      return 1;
    case '\xC2':
      return 2;
    case '\xE2':
      return 3;
    default:
      return 0;
  }
}

}  // namespace

std::string json_file_name(std::string_view name) {
  return is_utf8(name) ? std::string(name) : printable(name);
}

std::string escape_json_controls(std::string_view json) {
  std::string safe;
  safe.reserve(json.size());
  for (std::size_t i = 0; i < json.size();) {
    const std::size_t bytes = bytes_that_may_hide_a_control(json[i]);
    const std::string_view character = json.substr(i, bytes);
    if (bytes > 0 && printable(character) != character) {
      safe +=
          fmt::format("\\u{:04x}", static_cast<std::uint32_t>(first_code_point(character).value));
    } else {
      safe.append(json.substr(i, std::max<std::size_t>(bytes, 1)));
    }
    i += std::max<std::size_t>(bytes, 1);
  }
  return safe;
}

}  // namespace smallprint
