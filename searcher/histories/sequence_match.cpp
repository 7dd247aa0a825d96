#include "searcher/histories/sequence_match.hpp"

#include <algorithm>
#include <unordered_map>

namespace smallprint::searching {
namespace {

using Pair = std::pair<std::size_t, std::size_t>;

/// A pair with the pair before it in the longest chain that ends in it.
struct Link {
  Pair at;
  std::size_t before = 0;  ///< place in the list of links + 1; 0: none
};

/// Positions [begin, end) of b by element, falling.
std::unordered_map<std::uint32_t, std::vector<std::size_t>> positions_in(
    const std::vector<std::uint32_t>& b, std::size_t begin, std::size_t end) {
  std::unordered_map<std::uint32_t, std::vector<std::size_t>> positions;
  for (std::size_t i = begin; i < end; ++i) {
    std::vector<std::size_t>& of_element = positions[b[i]];
    if (of_element.size() < kMaxRepeats) {
      of_element.push_back(i);
    }
  }
  for (auto& [element, of_element] : positions) {
    std::ranges::reverse(of_element);
  }
  return positions;
}

/// Appends a longest chain of pairs within [begin, end_a) and [begin, end_b).
void append_chain(const std::vector<std::uint32_t>& a,
                  const std::vector<std::uint32_t>& b,
                  std::size_t begin,
                  Pair end,
                  std::vector<Pair>& chain) {
  const auto positions = positions_in(b, begin, end.second);
  std::vector<Link> links;
  std::vector<std::size_t> ends;  // by length - 1: the chain of that length that ends first in b
  for (std::size_t i = begin; i < end.first; ++i) {
    const auto found = positions.find(a[i]);
    if (found == positions.end()) {
      continue;
    }
    for (const std::size_t j : found->second) {
      const auto place = std::ranges::lower_bound(
          ends, j, {}, [&](std::size_t link) { return links[link].at.second; });
      const std::size_t before = place == ends.begin() ? 0 : *(place - 1) + 1;
      if (place == ends.end()) {
        ends.push_back(links.size());
      } else {
        *place = links.size();
      }
      links.push_back({.at = {i, j}, .before = before});
    }
  }
  const auto first = static_cast<std::ptrdiff_t>(chain.size());
  for (std::size_t link = ends.empty() ? 0 : ends.back() + 1; link > 0;
       link = links[link - 1].before) {
    chain.push_back(links[link - 1].at);
  }
  std::reverse(chain.begin() + first, chain.end());
}

}  // namespace

std::vector<Pair> longest_common_subsequence(const std::vector<std::uint32_t>& a,
                                             const std::vector<std::uint32_t>& b) {
  std::vector<Pair> pairs;
  std::size_t begin = 0;
  while (begin < a.size() && begin < b.size() && a[begin] == b[begin]) {
    pairs.emplace_back(begin, begin);
    ++begin;
  }
  std::size_t tail = 0;
  while (begin + tail < a.size() && begin + tail < b.size() &&
         a[a.size() - tail - 1] == b[b.size() - tail - 1]) {
    ++tail;
  }
  append_chain(a, b, begin, {a.size() - tail, b.size() - tail}, pairs);
  for (; tail > 0; --tail) {
    pairs.emplace_back(a.size() - tail, b.size() - tail);
  }
  return pairs;
}

}  // namespace smallprint::searching
