/// Facets as they are printed (schemas/facets.schema.json).
#pragma once

#include <string>
#include <string_view>

#include "searcher/counting/facets.hpp"
#include "searcher/output/json_output.hpp"
#include "searcher/output/table_format.hpp"

namespace smallprint::searching {

[[nodiscard]] Json facet_json(std::string_view index_digest,
                              const FacetRequest& request,
                              const FacetAnswer& answer);

/// One value a line. Columns: value, label, count; by practice then performed, denied,
/// conditional; by practice and data then practice, data.
[[nodiscard]] std::string facet_table(TableKind kind,
                                      const FacetRequest& request,
                                      const FacetAnswer& answer);

[[nodiscard]] std::string facet_text(std::string_view index_digest,
                                     const FacetRequest& request,
                                     const FacetAnswer& answer);

}  // namespace smallprint::searching
