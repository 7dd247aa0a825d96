/// How labels are printed: the `practices` list of hits, of `show` and of `smallprint-index label`.
#pragma once

#include <span>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "common/practices/practice_labeler.hpp"

namespace smallprint {

/// `[{"practice","polarity","data","confidence","evidence","evidence_range"}...]`. `text` is the
/// passage's own; evidence that reaches beyond it is cut.
[[nodiscard]] nlohmann::ordered_json statements_to_json(
    std::span<const PracticeStatement> statements, std::string_view text);

/// The sentence that earned the statement, cut where it reaches beyond `text`.
[[nodiscard]] std::string_view evidence_of(const PracticeStatement& statement,
                                           std::string_view text);

}  // namespace smallprint
