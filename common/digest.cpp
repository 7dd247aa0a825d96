#include "common/digest.hpp"

#include <new>

#include <fmt/format.h>

// Inlined: the analyzer hashes every word, and words are short.
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace smallprint {

struct Digest::State {
  State() : stream(XXH3_createState(), &XXH3_freeState) {
    if (stream == nullptr) {
      throw std::bad_alloc();
    }
    XXH3_128bits_reset(stream.get());
  }

  std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> stream;
};

Digest::Digest() : state_(std::make_unique<State>()) {
}

Digest::~Digest() = default;
Digest::Digest(Digest&& other) noexcept = default;
Digest& Digest::operator=(Digest&& other) noexcept = default;

void Digest::update(std::string_view bytes) {
  // The library refuses a null pointer, which an empty view may hold.
  if (!bytes.empty()) {
    XXH3_128bits_update(state_->stream.get(), bytes.data(), bytes.size());
  }
}

Digest128 Digest::value() const {
  const XXH128_hash_t hash = XXH3_128bits_digest(state_->stream.get());
  return {.high = hash.high64, .low = hash.low64};
}

Digest128 digest(std::string_view bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return {.high = hash.high64, .low = hash.low64};
}

std::string to_hex(const Digest128& digest) {
  return fmt::format("{:016x}{:016x}", digest.high, digest.low);
}

std::string digest_hex(std::string_view bytes) {
  return to_hex(digest(bytes));
}

std::uint64_t hash64(std::string_view bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

}  // namespace smallprint
