/// What `sample` prints: the coding sheet and its codebook.
#pragma once

#include <string>
#include <string_view>

#include "searcher/output/json_output.hpp"
#include "searcher/output/table_format.hpp"
#include "searcher/sampling/sample.hpp"

namespace smallprint::searching {

/// Codebook and rows in one object: schemas/sample.schema.json.
[[nodiscard]] Json sample_json(std::string_view index_digest,
                               const SampleRequest& request,
                               const Sample& sample);

/// A row as in sample_json(): a line of jsonl.
[[nodiscard]] Json to_json(const SampledPassage& row);

/// stratum,site,date,passage_id,text,practices,archive_url,code,notes: the last two empty, for the
/// coder.
[[nodiscard]] std::string sample_table(TableKind kind, const Sample& sample);

/// What must be known to draw the sample again and to conclude from it, as lines that begin with
/// `#`: question, seed, index, population, strata with their weights, and what the columns mean.
[[nodiscard]] std::string codebook_text(std::string_view index_digest,
                                        const SampleRequest& request,
                                        const Sample& sample);

}  // namespace smallprint::searching
