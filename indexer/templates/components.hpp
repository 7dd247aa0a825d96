/// What is connected through others: parts that can be worked on apart from each other.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <unordered_map>
#include <vector>

namespace smallprint::indexing {

/// Union-find over the numbers from 0 on. Cost of a call: logarithmic, taken over many.
class Components {
 public:
  explicit Components(std::size_t size) : parent_(size) {
    std::iota(parent_.begin(), parent_.end(), 0U);
  }

  /// Puts the components of both together.
  void connect(std::uint32_t one, std::uint32_t other) { parent_[of(one)] = of(other); }

  /// A number that stands for the component; another one after connect().
  [[nodiscard]] std::uint32_t of(std::uint32_t number) {
    while (parent_[number] != number) {
      parent_[number] = parent_[parent_[number]];
      number = parent_[number];
    }
    return number;
  }

  /// The items of each component, in their order; `number_of(item)` tells the component. That with
  /// most items first, so that threads end together.
  template <typename Item, typename NumberOf>
  [[nodiscard]] std::vector<std::vector<Item>> split(std::span<const Item> items,
                                                     const NumberOf& number_of) {
    std::unordered_map<std::uint32_t, std::size_t> part_of;
    std::vector<std::vector<Item>> parts;
    for (const Item& item : items) {
      const auto [part, is_new] = part_of.try_emplace(of(number_of(item)), parts.size());
      if (is_new) {
        parts.emplace_back();
      }
      parts[part->second].push_back(item);
    }
    std::ranges::stable_sort(
        parts, std::ranges::greater(), [](const std::vector<Item>& part) { return part.size(); });
    return parts;
  }

 private:
  std::vector<std::uint32_t> parent_;
};

}  // namespace smallprint::indexing
