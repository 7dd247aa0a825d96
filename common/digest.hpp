/// Content digests: XXH3, 128 bits. They tell different content apart; they are no defence against
/// someone who makes collisions on purpose.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace smallprint {

struct Digest128 {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  friend bool operator==(const Digest128&, const Digest128&) = default;
  friend auto operator<=>(const Digest128&, const Digest128&) = default;
};

/// For unordered containers: 64 bits of a digest are hash enough.
struct DigestHash {
  [[nodiscard]] std::size_t operator()(const Digest128& digest) const noexcept {
    return static_cast<std::size_t>(digest.low);
  }
};

/// A digest of bytes that arrive in pieces; how they were cut does not matter. Throws
/// std::bad_alloc from the constructor only.
class Digest {
 public:
  Digest();
  ~Digest();
  Digest(const Digest&) = delete;
  Digest& operator=(const Digest&) = delete;
  Digest(Digest&& other) noexcept;
  Digest& operator=(Digest&& other) noexcept;

  void update(std::string_view bytes);

  /// The digest of all bytes so far. More may follow.
  [[nodiscard]] Digest128 value() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The digest of `bytes`: equal to that of a Digest updated with them, and quicker.
[[nodiscard]] Digest128 digest(std::string_view bytes);

/// 32 lower-case hexadecimal digits, most significant first: what `xxhsum -H2` prints.
[[nodiscard]] std::string to_hex(const Digest128& digest);

/// to_hex(digest(bytes)).
[[nodiscard]] std::string digest_hex(std::string_view bytes);

/// XXH3, 64 bits, seed 0.
[[nodiscard]] std::uint64_t hash64(std::string_view bytes);

}  // namespace smallprint
