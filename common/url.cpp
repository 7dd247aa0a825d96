#include "common/url.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>

#include <fmt/format.h>

#include "common/ascii.hpp"
#include "common/code_point.hpp"
#include "common/printable.hpp"

namespace smallprint {

namespace {

constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kSchemeLetters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+.-";

std::optional<unsigned> hex_value(char digit) {
  if (digit >= '0' && digit <= '9') {
    return static_cast<unsigned>(digit - '0');
  }
  if (digit >= 'a' && digit <= 'f') {
    return static_cast<unsigned>(digit - 'a' + 10);
  }
  if (digit >= 'A' && digit <= 'F') {
    return static_cast<unsigned>(digit - 'A' + 10);
  }
  return std::nullopt;
}

// The byte that the `%NN` at the beginning of `text` stands for.
std::optional<char> encoded_byte(std::string_view text) {
  if (text.size() < 3 || text[0] != '%') {
    return std::nullopt;
  }
  const auto high = hex_value(text[1]);
  const auto low = hex_value(text[2]);
  if (!high || !low) {
    return std::nullopt;
  }
  return static_cast<char>(*high * 16 + *low);
}

// Drops `scheme:` and its slashes. False when the URL has a scheme but no place for a host.
bool skip_scheme(std::string_view& url) {
  const std::size_t colon = url.find_first_not_of(kSchemeLetters);
  if (colon == std::string_view::npos || colon == 0 || url[colon] != ':') {
    url.remove_prefix(url.starts_with("//") ? 2 : 0);
    return true;
  }
  const std::string_view rest = url.substr(colon + 1);
  if (rest.starts_with('/')) {
    url = rest.substr(std::min(rest.size(), rest.find_first_not_of('/')));
    return true;
  }
  // Without a slash it is `host:80`, or a scheme like `mailto:`, which never goes on with a digit.
  return !rest.empty() && kDigits.find(rest.front()) != std::string_view::npos;
}

}  // namespace

std::string encode_unprintable(std::string_view text) {
  if (text.find(' ') == std::string_view::npos && printable(text) == text) {
    return std::string(text);  // as nearly all addresses
  }
  std::string address;
  address.reserve(text.size());
  while (!text.empty()) {
    const std::string_view character = text.substr(0, first_code_point(text).size);
    if (character != " " && printable(character) == character) {
      address.append(character);
    } else {
      for (const char byte : character) {
        address += fmt::format("%{:02X}", static_cast<std::uint8_t>(byte));
      }
    }
    text.remove_prefix(character.size());
  }
  return address;
}

std::string percent_decode(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size());
  while (!text.empty()) {
    const auto byte = encoded_byte(text);
    bytes.push_back(byte.value_or(text.front()));
    text.remove_prefix(byte ? 3 : 1);
  }
  return encode_unprintable(bytes);
}

std::string host_of_url(std::string_view url) {
  if (!skip_scheme(url)) {
    return {};
  }
  std::string_view host = url.substr(0, url.find_first_of("/?#\\"));
  if (const std::size_t at = host.rfind('@'); at != std::string_view::npos) {
    host.remove_prefix(at + 1);
  }
  const std::size_t bracket = host.starts_with('[') ? host.find(']') : std::string_view::npos;
  host = bracket != std::string_view::npos ? host.substr(0, bracket + 1)
                                           : host.substr(0, host.find(':'));
  if (host.ends_with('.')) {
    host.remove_suffix(1);
  }
  return lower_host(host);
}

std::string lower_host(std::string_view host) {
  return ascii_lower(host);
}

}  // namespace smallprint
