#include "common/practices/rule_words.hpp"

#include "common/error.hpp"

namespace smallprint {

const std::vector<RuleWord>& RuleLexicon::add(const std::string& words) {
  const auto [known, is_first] = added_.try_emplace(words);
  std::vector<RuleWord>& numbers = known->second;
  if (!is_first) {
    return numbers;
  }
  tokens_.clear();
  analyzer_.analyze(words, tokens_);
  for (const Token& token : tokens_) {
    const Vocabulary& vocabulary = analyzer_.vocabulary();
    std::string term(vocabulary.term(vocabulary.stem(token.word)));
    if (size() > UINT16_MAX) {
      throw Error(ExitCode::kUsage, "the rules have more than 65,535 different words");
    }
    const auto [entry, is_new] =
        numbers_.try_emplace(std::move(term), static_cast<RuleWord>(size()));
    numbers.push_back(entry->second);
  }
  return numbers;
}

RuleWord RuleLexicon::find(std::string_view term) const {
  const auto entry = numbers_.find(std::string(term));
  return entry == numbers_.end() ? kOtherWord : entry->second;
}

RuleWord RuleWordCache::look_up(const Vocabulary& vocabulary, WordId word) {
  for (StemId stem = static_cast<StemId>(by_stem_.size()); stem < vocabulary.stems(); ++stem) {
    by_stem_.push_back(lexicon_.find(vocabulary.term(stem)));
  }
  return by_stem_[vocabulary.stem(word)];
}

}  // namespace smallprint
