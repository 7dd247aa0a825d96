/// `similar SITE --phrases`: which sites have runs of words in common with a site, in the same
/// order. What two texts made from one model share when every sentence was changed
/// (docs/templates.md).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "searcher/index_view.hpp"
#include "searcher/templates/similar.hpp"

namespace smallprint::searching {

/// A run is so many words of one block of a passage, written forms, case folded: the shingles of
/// Broder 1997. Shorter ones are English, longer ones do not outlive an edit.
inline constexpr std::size_t kWordsOfRun = 5;

struct SitePhrases {
  std::string site;
  std::uint64_t shared = 0;  ///< distinct runs that both have had
};

struct SharedPhrases {
  std::string site;
  std::uint64_t runs = 0;          ///< distinct runs that the site has had, headings left out
  std::uint64_t distinct = 0;      ///< other sites that share one at least
  std::vector<SitePhrases> sites;  ///< the page: most shared first, then site
};

/// Exact, over all captures of the living sites. Error(kNoInput) when there is no such site. Cost:
/// a walk over every word of the index, about 10 ns each.
[[nodiscard]] SharedPhrases find_shared_phrases(const IndexView& index,
                                                const std::string& name,
                                                const Page& page);

}  // namespace smallprint::searching
