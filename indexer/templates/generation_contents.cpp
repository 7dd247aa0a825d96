#include "indexer/templates/generation_contents.hpp"

#include <algorithm>
#include <iterator>

#include "common/generation.hpp"
#include "common/templates/snapshot_content.hpp"
#include "indexer/templates/living_policies.hpp"
#include "indexer/templates/minhash.hpp"

namespace smallprint::indexing {
namespace {

/// A passage that the snapshots before `end` contain.
struct LivingPassage {
  std::uint32_t end = 0;
  std::uint64_t digest = 0;
};

}  // namespace

GenerationContents::GenerationContents(const std::filesystem::path& generation,
                                       std::uint32_t shards) {
  std::vector<std::uint32_t> sizes;
  for (std::uint32_t number = 0; number < shards; ++number) {
    shards_.push_back(std::make_unique<Shard>(generation / shard_name(number)));
    sizes.push_back(shards_.back()->data.snapshots());
  }
  read_templates(generation);
  set_shards(sizes);
  set_texts(living_contents());
  set_sites();
  read_bands();
}

void GenerationContents::read_templates(const std::filesystem::path& generation) {
  std::vector<std::uint32_t> texts;
  for (const auto& shard : shards_) {
    texts.push_back(shard->texts.size());
  }
  templates_.emplace(generation, text_begins(texts));
  for (std::uint32_t number = 0; number < templates_->size(); ++number) {
    const TextPlace leader = templates_->leader_of(number);
    digests_.push_back(shards_[leader.shard]->texts.digest[leader.text]);
  }
}

std::optional<std::uint64_t> GenerationContents::digest_of_row(std::uint32_t shard,
                                                               std::uint32_t row) const {
  const std::uint32_t number =
      templates_->template_of(shard, shards_[shard]->texts.text_of_row[row]);
  return number == kNoTemplate ? std::nullopt : std::optional(digests_[number]);
}

std::vector<PlacedTexts::DigestAndPlace> GenerationContents::living_contents() const {
  std::vector<DigestAndPlace> contents;
  for (std::uint32_t shard = 0; shard < shards_.size(); ++shard) {
    for_each_living_policy(shards_[shard]->data,
                           [&](std::uint32_t policy) { add_contents(shard, policy, contents); });
  }
  return contents;
}

/// One pass over the snapshots, with the passages that live at each.
void GenerationContents::add_contents(std::uint32_t shard,
                                      std::uint32_t policy,
                                      std::vector<DigestAndPlace>& contents) const {
  const ShardReader& data = shards_[shard]->data;
  const PolicySpan& begin = data.policy_spans[policy];
  const PolicySpan& end = data.policy_spans[policy + 1];
  std::vector<LivingPassage> living;
  DistinctWords content;
  std::uint32_t row = begin.first_row;
  for (std::uint32_t at = begin.first_snapshot; at < end.first_snapshot; ++at) {
    std::erase_if(living, [&](const LivingPassage& passage) { return passage.end <= at; });
    for (; row < end.first_row && data.row_first[row] == at; ++row) {
      if (const auto digest = digest_of_row(shard, row)) {
        living.push_back({.end = at + data.row_count[row], .digest = *digest});
      }
    }
    content.clear();
    std::ranges::transform(living, std::back_inserter(content), &LivingPassage::digest);
    make_set(content);
    if (!content.empty()) {
      contents.push_back(
          {.digest = content_digest(content), .place = {.shard = shard, .text = at}});
    }
  }
}

void GenerationContents::read_bands() {
  DistinctWords content;
  for (std::uint32_t text = 0; text < size(); ++text) {
    read_words(text, content);
    bands_.push_back(band_keys(content));
  }
}

void GenerationContents::for_each_place(const VisitPlace& visit) const {
  std::uint32_t first_site = 0;
  for (std::size_t number = 0; number < shards_.size(); ++number) {
    const ShardReader& data = shards_[number]->data;
    const auto spans = data.policy_spans.values();
    for_each_living_policy(data, [&](std::uint32_t policy) {
      for (std::uint32_t at = spans[policy].first_snapshot; at < spans[policy + 1].first_snapshot;
           ++at) {
        visit(first_site + spans[policy].site, begins()[number] + at);
      }
    });
    first_site += static_cast<std::uint32_t>(data.sites.size());
  }
}

void GenerationContents::read_words(std::uint32_t text, DistinctWords& out) const {
  const auto [shard, snapshot] = place(text);
  read_content(
      shards_[shard]->data,
      snapshot,
      [&, shard = shard](std::uint32_t row) { return digest_of_row(shard, row); },
      out);
}

}  // namespace smallprint::indexing
