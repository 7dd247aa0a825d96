#include "indexer/templates/placed_texts.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace smallprint::indexing {

void PlacedTexts::set_shards(std::span<const std::uint32_t> places) {
  begins_ = text_begins(places);
  numbers_.assign(begins_.back(), kNoText);
}

void PlacedTexts::set_texts(std::vector<DigestAndPlace> texts) {
  std::ranges::sort(texts, {}, [](const DigestAndPlace& text) {
    return std::tuple(text.digest, text.place.shard, text.place.text);
  });
  const std::uint64_t* last = nullptr;
  for (const DigestAndPlace& text : texts) {
    if (last == nullptr || *last != text.digest) {
      places_.push_back(text.place);
    }
    last = &text.digest;
    numbers_[begins_[text.place.shard] + text.place.text] = size() - 1;
  }
}

void PlacedTexts::set_sites() {
  std::vector<std::uint32_t> each(size());
  std::iota(each.begin(), each.end(), 0U);
  sites_ = count_sites(each, size());
}

std::vector<std::uint32_t> PlacedTexts::count_sites(const std::vector<std::uint32_t>& group_of,
                                                    std::uint32_t groups) const {
  std::vector<std::uint32_t> sites(groups);
  std::vector<std::uint32_t> last_site(groups);  // counted from 1
  for_each_place([&](std::uint32_t site, std::uint32_t place) {
    if (numbers_[place] == kNoText) {
      return;
    }
    const std::uint32_t group = group_of[numbers_[place]];
    sites[group] += last_site[group] == site + 1 ? 0U : 1U;
    last_site[group] = site + 1;
  });
  return sites;
}

}  // namespace smallprint::indexing
