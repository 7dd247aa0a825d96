/// `similar`: where else the text of a passage stands, and which sites share most with a site
/// (docs/templates.md).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "common/calendar.hpp"
#include "searcher/index_view.hpp"
#include "searcher/templates/policy_templates.hpp"
#include "searcher/templates/templates.hpp"

namespace smallprint::searching {

/// A passage as it is shown.
struct PassageView {
  std::string passage_id;
  std::string site;
  std::string policy;
  std::vector<std::string> heading;
  std::string text;
  Day first;  ///< of the passage's lifespan
  Day last;
  std::uint32_t snapshots = 0;
};

/// A site with passages near to the one asked about, and the nearest of them.
struct SimilarPassage {
  PassageView nearest;
  double jaccard = 0;  ///< of the distinct words of both texts, headings left out
  bool same_text = false;
  std::uint64_t passages = 0;  ///< of this site that are near
  Day first;                   ///< when the first of them was first seen
  Day last;                    ///< when one of them was last seen
};

struct SimilarPassages {
  PassageView passage;
  std::string template_id;  ///< empty when it is too short to have one
  std::uint32_t template_sites = 0;
  std::uint64_t same_text_sites = 0;  ///< others
  std::uint64_t near_sites = 0;       ///< others, without those
  std::size_t first_rank = 1;         ///< of the first on the page
  std::vector<SimilarPassage> sites;  ///< the page: nearest first, then first seen, then site
};

struct SimilarSite {
  std::string site;
  std::uint64_t shared = 0;     ///< templates that both have
  std::uint64_t templates = 0;  ///< that this one has
  std::uint64_t policies = 0;   ///< policy templates that both have had
};

struct SimilarSites {
  std::string site;
  std::uint64_t templates = 0;     ///< that the site has
  std::uint64_t distinct = 0;      ///< other sites that share one at least
  std::uint64_t same_policy = 0;   ///< of those, sites that have had a policy template of this one
  std::vector<SimilarSite> sites;  ///< the page: most shared first, then policies, then site
};

/// Which part of the list is wanted; a limit of 0 is all.
struct Page {
  std::size_t offset = 0;
  std::size_t limit = 10;
};

/// The half-open range of `count` items that is on the page.
[[nodiscard]] std::pair<std::size_t, std::size_t> range_of(const Page& page, std::size_t count);

/// The items that are on the page.
template <typename Item>
[[nodiscard]] std::vector<Item> items_on(const Page& page, const std::vector<Item>& items) {
  const auto [begin, end] = range_of(page, items.size());
  return {items.begin() + static_cast<std::ptrdiff_t>(begin),
          items.begin() + static_cast<std::ptrdiff_t>(end)};
}

/// `id` is a passage's, with its prefix. Passages of the same site are not listed. Every text that
/// shares a band with this one is compared with it, word by word. Error(kNoInput) when there is no
/// such passage. Cost: a look at every text's bands and every row's text, about 10 ms for a million
/// rows.
[[nodiscard]] SimilarPassages find_similar_passages(const IndexView& index,
                                                    const IndexTemplates& templates,
                                                    const std::string& id,
                                                    const Page& page);

/// Error(kNoInput) when there is no such site. Cost: a look at every row's and every snapshot's
/// template.
[[nodiscard]] SimilarSites find_similar_sites(const IndexView& index,
                                              const IndexTemplates& templates,
                                              const IndexPolicyTemplates& policies,
                                              const std::string& name,
                                              const Page& page);

}  // namespace smallprint::searching
