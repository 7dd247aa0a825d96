/// The distinct texts of the living rows of all shards.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "common/shard_reader.hpp"
#include "common/templates/distinct_words.hpp"
#include "common/templates/shard_texts.hpp"
#include "common/templates/template_table.hpp"
#include "indexer/templates/text_collection.hpp"

namespace smallprint::indexing {

/// Numbered by digest, whatever shards they are in. Memory: twelve bytes a text, four a text of
/// each shard, eight a word of each shard.
class GenerationTexts final : public TextCollection {
 public:
  GenerationTexts(const std::filesystem::path& generation, std::uint32_t shards);

  [[nodiscard]] std::uint32_t size() const override {
    return static_cast<std::uint32_t>(places_.size());
  }

  [[nodiscard]] std::uint32_t sites(std::uint32_t text) const override { return sites_[text]; }

  [[nodiscard]] const TextBands& bands(std::uint32_t text) const override {
    const TextPlace& place = places_[text];
    return shards_[place.shard]->texts.bands[place.text];
  }

  void read_words(std::uint32_t text, DistinctWords& out) const override;

  /// Of each text of each shard, one shard after another, its number here; kNoText when no living
  /// row has it.
  [[nodiscard]] const std::vector<std::uint32_t>& numbers() const { return numbers_; }

  /// text_begins() of the shards.
  [[nodiscard]] const std::vector<std::uint32_t>& begins() const { return begins_; }

  /// How many living sites have a text of each group; `group_of` has that of each text here.
  [[nodiscard]] std::vector<std::uint32_t> count_sites(const std::vector<std::uint32_t>& group_of,
                                                       std::uint32_t groups) const;

  /// The first place of a text among those of all shards, one after another.
  [[nodiscard]] std::uint32_t first_place(std::uint32_t text) const {
    return begins_[places_[text].shard] + places_[text].text;
  }

 private:
  struct Shard {
    explicit Shard(const std::filesystem::path& folder)
        : data(folder), texts(folder, data.rows()), words(data.words, data.forward) {}

    ShardReader data;
    ShardTexts texts;
    DistinctWordsReader words;
  };

  [[nodiscard]] std::vector<TextPlace> living_texts() const;

  std::vector<std::unique_ptr<Shard>> shards_;
  std::vector<std::uint32_t> begins_;
  std::vector<TextPlace> places_;  // of each text, where it is stored
  std::vector<std::uint32_t> numbers_;
  std::vector<std::uint32_t> sites_;
};

}  // namespace smallprint::indexing
