/// The id of a git object.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace smallprint::indexing {

/// SHA-1 of an object, as 20 bytes.
struct ObjectId {
  static constexpr std::size_t kBytes = 20;

  std::array<unsigned char, kBytes> bytes{};

  friend bool operator==(const ObjectId&, const ObjectId&) = default;
  friend auto operator<=>(const ObjectId&, const ObjectId&) = default;
};

/// For unordered containers: an id is evenly distributed already.
struct ObjectIdHash {
  [[nodiscard]] std::size_t operator()(const ObjectId& id) const noexcept {
    std::size_t hash = 0;
    std::memcpy(&hash, id.bytes.data(), sizeof(hash));
    return hash;
  }
};

/// 40 lower-case hexadecimal digits.
[[nodiscard]] std::string to_hex(const ObjectId& id);

/// The reverse; nothing for anything else.
[[nodiscard]] std::optional<ObjectId> parse_object_id(std::string_view hex);

/// The id whose 20 bytes `raw` begins with.
[[nodiscard]] inline ObjectId object_id_of(const char* raw) {
  ObjectId id;
  std::memcpy(id.bytes.data(), raw, ObjectId::kBytes);
  return id;
}

}  // namespace smallprint::indexing
