#include "indexer/git/object_id.hpp"

#include <charconv>

namespace smallprint::indexing {

std::string to_hex(const ObjectId& id) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  hex.reserve(2 * ObjectId::kBytes);
  for (const unsigned char byte : id.bytes) {
    hex.push_back(kDigits[byte >> 4U]);
    hex.push_back(kDigits[byte & 0xfU]);
  }
  return hex;
}

std::optional<ObjectId> parse_object_id(std::string_view hex) {
  if (hex.size() != 2 * ObjectId::kBytes) {
    return std::nullopt;
  }
  ObjectId id;
  for (std::size_t i = 0; i < ObjectId::kBytes; ++i) {
    const char* const begin = hex.data() + 2 * i;
    const auto [stop, error] = std::from_chars(begin, begin + 2, id.bytes[i], 16);
    if (error != std::errc() || stop != begin + 2) {
      return std::nullopt;
    }
  }
  return id;
}

}  // namespace smallprint::indexing
