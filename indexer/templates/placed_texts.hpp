/// Texts to group with the places where they stand in the index.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "common/templates/template_table.hpp"
#include "indexer/templates/text_collection.hpp"

namespace smallprint::indexing {

/// Equal texts, by their digests, are one. Numbered by digest, whatever shards they are in, so that
/// neither shards nor dead rows change the order. Memory: twelve bytes a text, four a place.
class PlacedTexts : public TextCollection {
 public:
  [[nodiscard]] std::uint32_t size() const final {
    return static_cast<std::uint32_t>(places_.size());
  }

  [[nodiscard]] std::uint32_t sites(std::uint32_t text) const final { return sites_[text]; }

  /// Of each place, those of one shard after another, the number of its text here; kNoText when no
  /// living site has it, or it has no text.
  [[nodiscard]] const std::vector<std::uint32_t>& numbers() const { return numbers_; }

  /// text_begins() of the places of the shards.
  [[nodiscard]] const std::vector<std::uint32_t>& begins() const { return begins_; }

  /// How many living sites have a text of each group; `group_of` has that of each text here.
  [[nodiscard]] std::vector<std::uint32_t> count_sites(const std::vector<std::uint32_t>& group_of,
                                                       std::uint32_t groups) const;

  /// The first place of a text among those of all shards, one after another.
  [[nodiscard]] std::uint32_t first_place(std::uint32_t text) const {
    return begins_[places_[text].shard] + places_[text].text;
  }

 protected:
  struct DigestAndPlace {
    std::uint64_t digest = 0;
    TextPlace place;
  };

  /// Calls `visit(site, place)` for every place of every living site; sites are numbered from 0
  /// over all shards, places over all shards as in numbers(), and those of a site come together.
  using VisitPlace = std::function<void(std::uint32_t site, std::uint32_t place)>;
  virtual void for_each_place(const VisitPlace& visit) const = 0;

  /// To be called first by the constructor of a derived class: how many places each shard has.
  void set_shards(std::span<const std::uint32_t> places);

  /// To be called next: what stands at the places of living sites, in any order.
  void set_texts(std::vector<DigestAndPlace> texts);

  /// To be called last: for_each_place() can be called now.
  void set_sites();

  [[nodiscard]] const TextPlace& place(std::uint32_t text) const { return places_[text]; }

 private:
  std::vector<std::uint32_t> begins_;
  std::vector<TextPlace> places_;  // of each text, the first in the order of shards
  std::vector<std::uint32_t> numbers_;
  std::vector<std::uint32_t> sites_;
};

}  // namespace smallprint::indexing
