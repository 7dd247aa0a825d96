/// `smallprint-index label`: labels segments of text that come as JSON lines.
#pragma once

#include <iosfwd>
#include <memory>

#include "common/practices/labeling_rules.hpp"

namespace smallprint::indexing {

/// In: `{"segment_id","text"[,"heading"]}` a line; lines with the same part of `segment_id` before
/// its `:` are one policy in order. Out, in the same order: the line described in
/// schemas/label.schema.json. Throws Error(kUsage) naming the line that is none.
void label_segments(std::istream& in,
                    std::ostream& out,
                    const std::shared_ptr<const LabelingRules>& rules);

}  // namespace smallprint::indexing
