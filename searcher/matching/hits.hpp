/// Fetches what an answer shows of a row.
#pragma once

#include "searcher/index_view.hpp"
#include "searcher/search_request.hpp"

namespace smallprint::searching {

/// Everything of a hit that does not depend on what was asked: no rank, highlights or explanation.
/// Neighbouring rows share what they are unpacked from, so it is cheapest in the order of rows.
[[nodiscard]] Hit read_hit(IndexView& index, const RankedRow& at);

}  // namespace smallprint::searching
