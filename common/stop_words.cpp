#include <algorithm>

#include "common/text_analyzer.hpp"
#include "schemas/normalisation.hpp"

namespace smallprint {

static_assert(std::ranges::is_sorted(kStopWords));

bool is_stop_word(std::string_view written) {
  return std::ranges::binary_search(kStopWords, written);
}

}  // namespace smallprint
