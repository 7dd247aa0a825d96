#include "common/word_cache.hpp"

#include <utility>

#include "common/digest.hpp"

namespace smallprint {

namespace {

// An archive of 64 MB of text has 35,000 spellings, a query ten.
constexpr std::size_t kInitialSlots = 256;

}  // namespace

WordCache::WordCache() : slots_(kInitialSlots) {
}

WordCache::Slot& WordCache::slot_for(std::string_view spelling, std::uint64_t hash) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t index = hash & mask;
  while (slots_[index].spelling.data() != nullptr &&
         (slots_[index].hash != hash || slots_[index].spelling != spelling)) {
    index = (index + 1) & mask;
  }
  return slots_[index];
}

CachedWord* WordCache::find(std::string_view spelling) {
  Slot& slot = slot_for(spelling, hash64(spelling));
  return slot.spelling.data() == nullptr ? nullptr : &slot.word;
}

CachedWord& WordCache::insert(std::string_view spelling, const CachedWord& word) {
  if ((spellings_.size() + 1) * 2 > slots_.size()) {
    grow();
  }
  const std::uint64_t hash = hash64(spelling);
  Slot& slot = slot_for(spelling, hash);
  slot = {.hash = hash, .spelling = spellings_.emplace_back(spelling), .word = word};
  return slot.word;
}

void WordCache::grow() {
  std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(slots_.size() * 2));
  for (const Slot& slot : old) {
    if (slot.spelling.data() != nullptr) {
      slot_for(slot.spelling, slot.hash) = slot;
    }
  }
}

}  // namespace smallprint
