#include "common/practices/polarity.hpp"

#include <fmt/format.h>

#include "common/error.hpp"

namespace smallprint {
namespace {

const std::vector<std::string>& set_named(const RuleFile& file, std::string_view name) {
  const auto set = file.sets.find(name);
  if (set == file.sets.end()) {
    throw Error(ExitCode::kUsage, fmt::format("polarity.rules: the set `{}` is missing", name));
  }
  return set->second;
}

bool stands_in(const WordSet& set,
               std::span<const RuleWord> words,
               std::size_t begin,
               std::size_t end) {
  for (std::size_t at = begin; at < end; ++at) {
    bool found = false;
    set.for_each_end(words, at, [&](std::size_t past) { found = found || past <= end; });
    if (found) {
      return true;
    }
  }
  return false;
}

}  // namespace

PolarityReader::PolarityReader(const RuleFile& file, RuleLexicon& lexicon)
    : negations_(lexicon, set_named(file, "negation")),
      exceptions_(lexicon, set_named(file, "exception")) {
}

std::optional<Polarity> PolarityReader::read(const ActionInSentence& sentence) const {
  const bool is_negated = stands_in(negations_, sentence.words, 0, sentence.action);
  if (stands_in(exceptions_, sentence.words, 0, sentence.words.size())) {
    return Polarity::kConditional;
  }
  return is_negated ? Polarity::kDenied : Polarity::kPerformed;
}

}  // namespace smallprint
