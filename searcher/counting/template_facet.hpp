/// `facets --by template` and `--by policy-template`: which texts the matching passages share with
/// other sites, which whole policies their snapshots do.
#pragma once

#include "searcher/counting/facets.hpp"
#include "searcher/counting/template_values.hpp"
#include "searcher/index_view.hpp"
#include "searcher/matching/filters.hpp"

namespace smallprint::searching {

/// A template is a value when two sites or more have had it, matching or not: what one site alone
/// says counts among `other`. Cost: a look at the template of each matching row, or of its
/// snapshots, twice when `top` cuts the list, and reading a text for each value listed. Memory: 4
/// bytes a template, 24 a shared one.
[[nodiscard]] FacetAnswer count_template_facet(const IndexView& index,
                                               const TemplateValues& templates,
                                               const FacetMatches& matches,
                                               const Filters& filters,
                                               const FacetRequest& request);

}  // namespace smallprint::searching
