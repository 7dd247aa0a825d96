/// `smallprint-index label`: labels segments of text that come as JSON lines.
#pragma once

#include <iosfwd>

#include "indexer/labeling_plan.hpp"

namespace smallprint::indexing {

/// In: `{"segment_id","text"[,"heading"]}` a line; lines with the same part of `segment_id` before
/// its `:` are one policy in order, and a segment without a heading stands below the last one of
/// its policy that has one or opens with one (SegmentHeadings). Out, in the same order: the line
/// described in schemas/label.schema.json. Throws Error(kUsage) naming the line that is none, or as
/// LabelingPlan::settings_for for a policy without a model.
void label_segments(std::istream& in, std::ostream& out, const LabelingPlan& plan);

}  // namespace smallprint::indexing
