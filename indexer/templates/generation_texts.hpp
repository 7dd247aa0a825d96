/// The distinct texts of the living rows of all shards: what templates are groups of.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "common/shard_reader.hpp"
#include "common/templates/distinct_words.hpp"
#include "common/templates/shard_texts.hpp"
#include "indexer/templates/placed_texts.hpp"

namespace smallprint::indexing {

/// A place is a text of a shard. Memory: that of PlacedTexts and eight bytes a word of each shard.
class GenerationTexts final : public PlacedTexts {
 public:
  GenerationTexts(const std::filesystem::path& generation, std::uint32_t shards);

  [[nodiscard]] const TextBands& bands(std::uint32_t text) const override {
    return shards_[place(text).shard]->texts.bands[place(text).text];
  }

  void read_words(std::uint32_t text, DistinctWords& out) const override;

 private:
  struct Shard {
    explicit Shard(const std::filesystem::path& folder)
        : data(folder), texts(folder, data.rows()), words(data.words, data.forward) {}

    ShardReader data;
    ShardTexts texts;
    DistinctWordsReader words;
  };

  void for_each_place(const VisitPlace& visit) const override;
  [[nodiscard]] std::vector<DigestAndPlace> living_texts() const;

  std::vector<std::unique_ptr<Shard>> shards_;
};

}  // namespace smallprint::indexing
