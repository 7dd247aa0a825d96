/// What is grouped: texts by their words.
#pragma once

#include <cstdint>

#include "common/templates/distinct_words.hpp"
#include "schemas/templates.hpp"

namespace smallprint::indexing {

/// The texts to group, numbered from 0 in an order that does not depend on where they are stored.
/// Safe to read from many threads.
class TextCollection {
 public:
  TextCollection() = default;
  virtual ~TextCollection() = default;
  TextCollection(const TextCollection&) = delete;
  TextCollection& operator=(const TextCollection&) = delete;
  TextCollection(TextCollection&&) = delete;
  TextCollection& operator=(TextCollection&&) = delete;

  [[nodiscard]] virtual std::uint32_t size() const = 0;

  /// The more sites have a text, the earlier it leads.
  [[nodiscard]] virtual std::uint32_t sites(std::uint32_t text) const = 0;

  [[nodiscard]] virtual const TextBands& bands(std::uint32_t text) const = 0;

  virtual void read_words(std::uint32_t text, DistinctWords& out) const = 0;

  /// The order in which texts lead: by falling number of sites, then by number.
  [[nodiscard]] bool leads_before(std::uint32_t one, std::uint32_t other) const {
    return sites(one) != sites(other) ? sites(one) > sites(other) : one < other;
  }
};

}  // namespace smallprint::indexing
