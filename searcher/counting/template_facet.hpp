/// `facets --by template`: which texts the matching passages share with other sites.
#pragma once

#include "searcher/counting/facets.hpp"
#include "searcher/index_view.hpp"
#include "searcher/matching/filters.hpp"
#include "searcher/templates/templates.hpp"

namespace smallprint::searching {

/// A template is a value when two sites or more have had its text, matching or not: what one site
/// alone says counts among `other`. The label is the beginning of the text, cut at a word.
/// Cost: a look at the template of each matching row, twice when `top` cuts the list, and reading a
/// text for each value listed. Memory: 4 bytes a template, 24 a shared one.
[[nodiscard]] FacetAnswer count_template_facet(const IndexView& index,
                                               const IndexTemplates& templates,
                                               const FacetMatches& matches,
                                               const Filters& filters,
                                               const FacetRequest& request);

}  // namespace smallprint::searching
