#include <algorithm>
#include <tuple>

#include "searcher/matching/passage_lookup.hpp"
#include "searcher/templates/similar.hpp"

namespace smallprint::searching {
namespace {

void make_set(std::vector<std::uint32_t>& numbers) {
  std::erase(numbers, kNoTemplate);
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

/// What a site has had, each number once, ascending.
struct TemplatesOfSite {
  std::vector<std::uint32_t> passages;
  std::vector<std::uint32_t> policies;
};

class SiteTemplates {
 public:
  SiteTemplates(const IndexView& index,
                const IndexTemplates& passages,
                const IndexPolicyTemplates& policies)
      : index_(index), passages_(passages), policies_(policies) {}

  [[nodiscard]] TemplatesOfSite of(const SitePlace& place) const {
    const ShardReader& shard = index_.shards[place.shard]->data;
    const auto [first, last] = shard.policies_of_site(place.site);
    const PolicySpan& begin = shard.policy_spans[first];
    const PolicySpan& end = shard.policy_spans[last];
    TemplatesOfSite templates;
    for (std::uint32_t row = begin.first_row; row < end.first_row; ++row) {
      templates.passages.push_back(passages_.template_of(place.shard, row));
    }
    for (std::uint32_t i = begin.first_snapshot; i < end.first_snapshot; ++i) {
      templates.policies.push_back(policies_.template_of({.shard = place.shard, .snapshot = i}));
    }
    make_set(templates.passages);
    make_set(templates.policies);
    return templates;
  }

 private:
  const IndexView& index_;
  const IndexTemplates& passages_;
  const IndexPolicyTemplates& policies_;
};

std::uint64_t count_shared(const std::vector<std::uint32_t>& one,
                           const std::vector<std::uint32_t>& other) {
  return static_cast<std::uint64_t>(std::ranges::count_if(
      one, [&](std::uint32_t number) { return std::ranges::binary_search(other, number); }));
}

}  // namespace

SimilarSites find_similar_sites(const IndexView& index,
                                const IndexTemplates& templates,
                                const IndexPolicyTemplates& policies,
                                const std::string& name,
                                const Page& page) {
  const SitePlace asked = find_site_place(index, name);
  const SiteTemplates of_sites(index, templates, policies);
  const TemplatesOfSite own = of_sites.of(asked);
  SimilarSites answer{.site = std::string(index.shards[asked.shard]->data.sites[asked.site]),
                      .templates = own.passages.size(),
                      .sites = {}};
  std::vector<SimilarSite> sites;
  for (std::uint32_t shard = 0; shard < index.shards.size(); ++shard) {
    const ShardReader& data = index.shards[shard]->data;
    for (std::uint32_t site = 0; site < data.sites.size(); ++site) {
      if (!data.is_live_site(site) || (shard == asked.shard && site == asked.site)) {
        continue;
      }
      const TemplatesOfSite others = of_sites.of({.shard = shard, .site = site});
      const std::uint64_t shared = count_shared(others.passages, own.passages);
      if (shared > 0) {
        sites.push_back({.site = std::string(data.sites[site]),
                         .shared = shared,
                         .templates = others.passages.size(),
                         .policies = count_shared(others.policies, own.policies)});
        answer.same_policy += sites.back().policies > 0 ? 1U : 0U;
      }
    }
  }
  std::ranges::sort(sites, [](const SimilarSite& one, const SimilarSite& other) {
    return std::tie(other.shared, other.policies, one.site) <
           std::tie(one.shared, one.policies, other.site);
  });
  answer.distinct = sites.size();
  answer.sites = items_on(page, sites);
  return answer;
}

}  // namespace smallprint::searching
