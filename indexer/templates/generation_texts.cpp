#include "indexer/templates/generation_texts.hpp"

#include "common/generation.hpp"
#include "indexer/templates/living_policies.hpp"

namespace smallprint::indexing {

GenerationTexts::GenerationTexts(const std::filesystem::path& generation, std::uint32_t shards) {
  std::vector<std::uint32_t> sizes;
  for (std::uint32_t number = 0; number < shards; ++number) {
    shards_.push_back(std::make_unique<Shard>(generation / shard_name(number)));
    sizes.push_back(shards_.back()->texts.size());
  }
  set_shards(sizes);
  set_texts(living_texts());
  set_sites();
}

std::vector<PlacedTexts::DigestAndPlace> GenerationTexts::living_texts() const {
  std::vector<DigestAndPlace> living;
  std::vector<bool> lives(begins().back());
  for_each_place([&](std::uint32_t, std::uint32_t place) { lives[place] = true; });
  for (std::uint32_t shard = 0; shard < shards_.size(); ++shard) {
    const ShardTexts& texts = shards_[shard]->texts;
    for (std::uint32_t text = 0; text < texts.size(); ++text) {
      if (lives[begins()[shard] + text]) {
        living.push_back({.digest = texts.digest[text], .place = {.shard = shard, .text = text}});
      }
    }
  }
  return living;
}

void GenerationTexts::for_each_place(const VisitPlace& visit) const {
  std::uint32_t first_site = 0;
  for (std::size_t number = 0; number < shards_.size(); ++number) {
    const ShardReader& data = shards_[number]->data;
    const auto text_of_row = shards_[number]->texts.text_of_row.values();
    const auto spans = data.policy_spans.values();
    for_each_living_policy(data, [&](std::uint32_t policy) {
      for (std::uint32_t row = spans[policy].first_row; row < spans[policy + 1].first_row; ++row) {
        if (text_of_row[row] != kNoText) {
          visit(first_site + spans[policy].site, begins()[number] + text_of_row[row]);
        }
      }
    });
    first_site += static_cast<std::uint32_t>(data.sites.size());
  }
}

void GenerationTexts::read_words(std::uint32_t text, DistinctWords& out) const {
  const Shard& shard = *shards_[place(text).shard];
  shard.words.read(shard.texts.first_row[place(text).text], out);
}

}  // namespace smallprint::indexing
