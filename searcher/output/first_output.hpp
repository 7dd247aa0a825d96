/// First passages as they are printed (schemas/first.schema.json).
#pragma once

#include <string>

#include "searcher/counting/first.hpp"
#include "searcher/output/json_output.hpp"
#include "searcher/output/table_format.hpp"
#include "searcher/output/text_format.hpp"

namespace smallprint::searching {

[[nodiscard]] Json first_json(const IndexView& index,
                              const FirstRequest& request,
                              const FirstAnswer& answer);

/// A site a line. Columns: site, policy, date, previous, passage_id, heading, text, archive_url.
[[nodiscard]] std::string first_table(TableKind kind,
                                      const IndexView& index,
                                      const FirstAnswer& answer);

/// The sites, then the curve of adoption.
[[nodiscard]] std::string first_text(const IndexView& index,
                                     const FirstRequest& request,
                                     const FirstAnswer& answer,
                                     const TextStyle& style);

}  // namespace smallprint::searching
