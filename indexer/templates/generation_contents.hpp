/// The distinct contents of the living snapshots of all shards: what policy templates are groups
/// of.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "common/shard_reader.hpp"
#include "common/templates/shard_texts.hpp"
#include "common/templates/template_table.hpp"
#include "indexer/templates/placed_texts.hpp"

namespace smallprint::indexing {

/// A place is a snapshot of a shard, its text the content (common/templates/snapshot_content.hpp).
/// The templates of the generation are written. Memory: that of PlacedTexts, 24 bytes a content,
/// eight a template.
class GenerationContents final : public PlacedTexts {
 public:
  GenerationContents(const std::filesystem::path& generation, std::uint32_t shards);

  [[nodiscard]] const TextBands& bands(std::uint32_t text) const override { return bands_[text]; }

  void read_words(std::uint32_t text, DistinctWords& out) const override;

 private:
  struct Shard {
    explicit Shard(const std::filesystem::path& folder)
        : data(folder), texts(folder, data.rows()) {}

    ShardReader data;
    ShardTexts texts;
  };

  void for_each_place(const VisitPlace& visit) const override;
  void read_templates(const std::filesystem::path& generation);
  [[nodiscard]] std::optional<std::uint64_t> digest_of_row(std::uint32_t shard,
                                                           std::uint32_t row) const;
  [[nodiscard]] std::vector<DigestAndPlace> living_contents() const;
  void add_contents(std::uint32_t shard,
                    std::uint32_t policy,
                    std::vector<DigestAndPlace>& contents) const;
  void read_bands();

  std::vector<std::unique_ptr<Shard>> shards_;
  std::optional<TemplateTable> templates_;
  std::vector<std::uint64_t> digests_;  // of the leading text of each template
  std::vector<TextBands> bands_;
};

}  // namespace smallprint::indexing
