#include "indexer/templates/generation_texts.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <tuple>

#include "common/generation.hpp"

namespace smallprint::indexing {
namespace {

/// Calls `visit(begin, end)` for the rows of each living site, [begin, end), ascending.
template <typename Visit>
void for_each_living_site(const ShardReader& shard, const Visit& visit) {
  const auto spans = shard.policy_spans.values();
  for (std::size_t policy = 0; policy + 1 < spans.size();) {
    std::size_t next = policy + 1;
    while (next + 1 < spans.size() && spans[next].site == spans[policy].site) {
      ++next;
    }
    if (shard.is_live_site(spans[policy].site)) {
      visit(spans[policy].first_row, spans[next].first_row);
    }
    policy = next;
  }
}

}  // namespace

GenerationTexts::GenerationTexts(const std::filesystem::path& generation, std::uint32_t shards) {
  std::vector<std::uint32_t> sizes;
  for (std::uint32_t number = 0; number < shards; ++number) {
    shards_.push_back(std::make_unique<Shard>(generation / shard_name(number)));
    sizes.push_back(shards_.back()->texts.size());
  }
  begins_ = text_begins(sizes);
  numbers_.assign(begins_.back(), kNoText);
  const auto digest_of = [&](const TextPlace& place) {
    return shards_[place.shard]->texts.digest[place.text];
  };
  std::vector<TextPlace> living = living_texts();
  std::ranges::sort(living, {}, [&](const TextPlace& place) {
    return std::tuple(digest_of(place), place.shard);
  });
  for (const TextPlace& place : living) {
    if (places_.empty() || digest_of(places_.back()) != digest_of(place)) {
      places_.push_back(place);
    }
    numbers_[begins_[place.shard] + place.text] = size() - 1;
  }
  std::vector<std::uint32_t> each(size());
  std::iota(each.begin(), each.end(), 0U);
  sites_ = count_sites(each, size());
}

std::vector<TextPlace> GenerationTexts::living_texts() const {
  std::vector<TextPlace> living;
  for (std::uint32_t number = 0; number < shards_.size(); ++number) {
    const Shard& shard = *shards_[number];
    std::vector<bool> lives(shard.texts.size());
    for_each_living_site(shard.data, [&](std::uint32_t begin, std::uint32_t end) {
      for (std::uint32_t row = begin; row < end; ++row) {
        const std::uint32_t text = shard.texts.text_of_row[row];
        if (text != kNoText && !lives[text]) {
          lives[text] = true;
          living.push_back({.shard = number, .text = text});
        }
      }
    });
  }
  return living;
}

std::vector<std::uint32_t> GenerationTexts::count_sites(const std::vector<std::uint32_t>& group_of,
                                                        std::uint32_t groups) const {
  std::vector<std::uint32_t> sites(groups);
  std::vector<std::uint32_t> last_site(groups);  // counted from 1
  std::uint32_t site = 0;
  for (std::size_t number = 0; number < shards_.size(); ++number) {
    const Shard& shard = *shards_[number];
    for_each_living_site(shard.data, [&](std::uint32_t begin, std::uint32_t end) {
      ++site;
      for (std::uint32_t row = begin; row < end; ++row) {
        const std::uint32_t text = shard.texts.text_of_row[row];
        if (text == kNoText) {
          continue;
        }
        const std::uint32_t group = group_of[numbers_[begins_[number] + text]];
        sites[group] += last_site[group] == site ? 0U : 1U;
        last_site[group] = site;
      }
    });
  }
  return sites;
}

void GenerationTexts::read_words(std::uint32_t text, DistinctWords& out) const {
  const TextPlace& place = places_[text];
  const Shard& shard = *shards_[place.shard];
  shard.words.read(shard.texts.first_row[place.text], out);
}

}  // namespace smallprint::indexing
