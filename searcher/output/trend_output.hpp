/// Trends as they are printed (schemas/trend.schema.json).
#pragma once

#include <string>
#include <string_view>

#include "searcher/counting/trend.hpp"
#include "searcher/output/json_output.hpp"
#include "searcher/output/table_format.hpp"

namespace smallprint::searching {

[[nodiscard]] Json trend_json(std::string_view index_digest,
                              const TrendRequest& request,
                              const TrendAnswer& answer);

/// A period a line, with the columns that JSON has; what is null there is empty here. With a cut,
/// two lines: before and after, the difference in the second.
[[nodiscard]] std::string trend_table(TableKind kind,
                                      const TrendRequest& request,
                                      const TrendAnswer& answer);

/// A bar a period, which shows the rate and its interval.
[[nodiscard]] std::string trend_text(std::string_view index_digest,
                                     const TrendRequest& request,
                                     const TrendAnswer& answer);

}  // namespace smallprint::searching
