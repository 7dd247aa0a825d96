#include <algorithm>
#include <tuple>

#include "searcher/matching/passage_lookup.hpp"
#include "searcher/templates/similar.hpp"

namespace smallprint::searching {
namespace {

/// The distinct templates of a site, ascending.
std::vector<std::uint32_t> templates_of_site(const IndexView& index,
                                             const IndexTemplates& templates,
                                             const SitePlace& place) {
  const ShardReader& shard = index.shards[place.shard]->data;
  const auto [first, last] = shard.policies_of_site(place.site);
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t row = shard.policy_spans[first].first_row;
       row < shard.policy_spans[last].first_row;
       ++row) {
    const std::uint32_t number = templates.template_of(place.shard, row);
    if (number != kNoTemplate) {
      numbers.push_back(number);
    }
  }
  std::ranges::sort(numbers);
  const auto repeated = std::ranges::unique(numbers);
  numbers.erase(repeated.begin(), repeated.end());
  return numbers;
}

}  // namespace

SimilarSites find_similar_sites(const IndexView& index,
                                const IndexTemplates& templates,
                                const std::string& name,
                                const Page& page) {
  const SitePlace asked = find_site_place(index, name);
  const std::vector<std::uint32_t> own = templates_of_site(index, templates, asked);
  SimilarSites answer{.site = std::string(index.shards[asked.shard]->data.sites[asked.site]),
                      .templates = own.size(),
                      .sites = {}};
  std::vector<SimilarSite> sites;
  for (std::uint32_t shard = 0; shard < index.shards.size(); ++shard) {
    const ShardReader& data = index.shards[shard]->data;
    for (std::uint32_t site = 0; site < data.sites.size(); ++site) {
      if (!data.is_live_site(site) || (shard == asked.shard && site == asked.site)) {
        continue;
      }
      const std::vector<std::uint32_t> others =
          templates_of_site(index, templates, {.shard = shard, .site = site});
      const auto shared = std::ranges::count_if(
          others, [&](std::uint32_t number) { return std::ranges::binary_search(own, number); });
      if (shared > 0) {
        sites.push_back({.site = std::string(data.sites[site]),
                         .shared = static_cast<std::uint64_t>(shared),
                         .templates = others.size()});
      }
    }
  }
  std::ranges::sort(sites, [](const SimilarSite& one, const SimilarSite& other) {
    return std::tie(other.shared, one.site) < std::tie(one.shared, other.site);
  });
  answer.distinct = sites.size();
  const auto [begin, end] = range_of(page, sites.size());
  answer.sites.assign(sites.begin() + static_cast<std::ptrdiff_t>(begin),
                      sites.begin() + static_cast<std::ptrdiff_t>(end));
  return answer;
}

}  // namespace smallprint::searching
