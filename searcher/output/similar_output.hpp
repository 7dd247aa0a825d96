/// What `similar` prints (schemas/similar.schema.json).
#pragma once

#include <string>

#include "searcher/output/json_output.hpp"
#include "searcher/output/text_format.hpp"
#include "searcher/templates/shared_phrases.hpp"
#include "searcher/templates/similar.hpp"

namespace smallprint::searching {

[[nodiscard]] Json similar_json(const std::string& index_digest, const SimilarPassages& answer);
[[nodiscard]] Json similar_json(const std::string& index_digest, const SimilarSites& answer);
[[nodiscard]] Json similar_json(const std::string& index_digest, const SharedPhrases& answer);

[[nodiscard]] std::string similar_text(const std::string& index_digest,
                                       const SimilarPassages& answer,
                                       const TextStyle& style);
[[nodiscard]] std::string similar_text(const std::string& index_digest, const SimilarSites& answer);
[[nodiscard]] std::string similar_text(const std::string& index_digest,
                                       const SharedPhrases& answer);

}  // namespace smallprint::searching
