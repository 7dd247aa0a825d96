#include "common/passage.hpp"

#include "common/error.hpp"

namespace smallprint {

std::string apply_cuts(std::string_view source, const std::vector<TextCut>& cuts) {
  std::string text;
  text.reserve(source.size());
  for (const TextCut& cut : cuts) {
    if (cut.skip > source.size() || cut.copy > source.size() - cut.skip) {
      throw Error(
          ExitCode::kIo, "the recipe of a passage reaches beyond its source text", kRebuildHint);
    }
    text.append(source.substr(cut.skip, cut.copy));
    text.append(cut.literal);
    source.remove_prefix(std::size_t{cut.skip} + cut.copy);
  }
  return text;
}

}  // namespace smallprint
