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
  while (!json.empty()) {
    const auto* const found = std::ranges::find_if(
        json, [](char byte) { return bytes_that_may_hide_a_control(byte) > 0; });
    const auto plain = static_cast<std::size_t>(found - json.begin());
    safe += json.substr(0, plain);
    json.remove_prefix(plain);
    if (json.empty()) {
      break;
    }
    const std::string_view character = json.substr(0, bytes_that_may_hide_a_control(json.front()));
    if (printable(character) == character) {
      safe += character;
    } else {
      safe +=
          fmt::format("\\u{:04x}", static_cast<std::uint32_t>(first_code_point(character).value));
    }
    json.remove_prefix(character.size());
  }
  return safe;
}

}  // namespace smallprint
