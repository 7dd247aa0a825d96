/// What `similar` prints (schemas/similar.schema.json).
#pragma once

#include <string>

#include "searcher/json_output.hpp"
#include "searcher/similar.hpp"
#include "searcher/text_format.hpp"

namespace smallprint::searching {

[[nodiscard]] Json similar_json(const std::string& index_digest, const SimilarPassages& answer);
[[nodiscard]] Json similar_json(const std::string& index_digest, const SimilarSites& answer);

[[nodiscard]] std::string similar_text(const std::string& index_digest,
                                       const SimilarPassages& answer,
                                       const TextStyle& style);
[[nodiscard]] std::string similar_text(const std::string& index_digest, const SimilarSites& answer);

}  // namespace smallprint::searching
