/// Words as the rules know them: every index term that stands in some rule, numbered.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/text_analyzer.hpp"

namespace smallprint {

/// Number of a term that stands in a rule; 0 is any other.
using RuleWord = std::uint16_t;

inline constexpr RuleWord kOtherWord = 0;

/// Compared here, not by memcmp: nearly all differ in their first or second word.
inline bool begins_with(std::span<const RuleWord> words, std::span<const RuleWord> group) {
  std::size_t length = 0;
  while (length < group.size() && length < words.size() && words[length] == group[length]) {
    ++length;
  }
  return length == group.size();
}

/// Cuts the words of rules with the analyzer that cuts policies, so that both meet as terms.
class RuleLexicon {
 public:
  /// The terms of a word or word group; new ones get the next number. Throws Error(kUsage) when
  /// there are more than fit. Cost: a look-up where it was added before.
  [[nodiscard]] const std::vector<RuleWord>& add(const std::string& words);

  [[nodiscard]] RuleWord find(std::string_view term) const;

  [[nodiscard]] std::size_t size() const { return numbers_.size() + 1; }  ///< with kOtherWord

 private:
  TextAnalyzer analyzer_;
  std::vector<Token> tokens_;
  std::unordered_map<std::string, RuleWord> numbers_;
  std::unordered_map<std::string, std::vector<RuleWord>> added_;  // sets name the same words often
};

/// Looks terms of one vocabulary up once each. The vocabulary may grow between calls.
class RuleWordCache {
 public:
  explicit RuleWordCache(const RuleLexicon& lexicon) : lexicon_(lexicon) {}

  [[nodiscard]] RuleWord look_up(const Vocabulary& vocabulary, WordId word);

 private:
  const RuleLexicon& lexicon_;
  std::vector<RuleWord> by_stem_;
};

}  // namespace smallprint
