/// A trend as a chart for a paper.
#pragma once

#include <string>
#include <string_view>

#include "searcher/counting/trend.hpp"

namespace smallprint::searching {

/// A self-contained SVG 1.1 document in UTF-8: rates as points joined by a line, their intervals as
/// a band, the number of units observed under each period, and the question as the title. Where
/// nothing was observed the line breaks. A second question is a second line; days of a cut are
/// dashed lines. It has a title and a description for screen readers, no script, and refers to
/// nothing outside. The same answer gives the same bytes.
[[nodiscard]] std::string trend_chart(std::string_view index_digest,
                                      const TrendRequest& request,
                                      const TrendAnswer& answer);

}  // namespace smallprint::searching
