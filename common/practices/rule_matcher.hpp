/// Finds rules in sentences: compiled once, then one pass over the words.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "common/practices/rule_file.hpp"
#include "common/practices/rule_words.hpp"

namespace smallprint {

/// A rule found in a sentence: words [begin, end), `action` the place of its action word or, when
/// no element is one, `begin`.
struct RuleMatch {
  std::uint16_t rule = 0;  ///< number in RuleMatcher::rules()
  std::uint16_t begin = 0;
  std::uint16_t end = 0;
  std::uint16_t action = 0;
};

/// A set of terms and term groups. Cost of a test: one look-up, and the groups that begin with the
/// word.
class WordSet {
 public:
  WordSet(RuleLexicon& lexicon, const std::vector<std::string>& alternatives);

  /// Calls `visit(end)` for each way the set begins at `at`: `end` is one past its last word.
  template <typename Visit>
  void for_each_end(std::span<const RuleWord> words, std::size_t at, Visit visit) const {
    const RuleWord word = words[at];
    if (word >= kinds_.size() || kinds_[word] == 0) {
      return;
    }
    if ((kinds_[word] & kAlone) != 0) {
      visit(at + 1);
    }
    if ((kinds_[word] & kBeginsGroup) != 0) {
      for (std::uint32_t i = first_group_[word]; i < first_group_[word + std::size_t{1}]; ++i) {
        const auto& group = groups_[i];
        if (group.size() <= words.size() - at &&
            std::equal(
                group.begin(), group.end(), words.begin() + static_cast<std::ptrdiff_t>(at))) {
          visit(at + group.size());
        }
      }
    }
  }

  /// Words that can begin it.
  [[nodiscard]] std::vector<RuleWord> first_words() const;

 private:
  static constexpr std::uint8_t kAlone = 1;
  static constexpr std::uint8_t kBeginsGroup = 2;

  std::vector<std::uint8_t> kinds_;            // by rule word
  std::vector<std::vector<RuleWord>> groups_;  // by first word
  std::vector<std::uint32_t> first_group_;     // by rule word, and one past the last
};

/// Immutable once made; safe to use from many threads.
class RuleMatcher {
 public:
  /// Words of the rules are added to `lexicon`.
  RuleMatcher(const RuleFile& file, RuleLexicon& lexicon);

  /// Appends, for every place where a rule begins, its nearest completion. Rules of one place only.
  /// Cost: linear in the words for each rule that begins with one of them; no backtracking.
  void match(std::span<const RuleWord> sentence,
             RulePlace place,
             std::vector<RuleMatch>& matches) const;

  [[nodiscard]] const std::vector<Rule>& rules() const { return rules_; }

 private:
  struct Step {
    std::uint16_t set = 0;
    std::uint8_t gap = 0;
    bool is_action = false;
  };

  /// A way to have come so far: the next element may begin at `end`.
  struct Path {
    std::uint16_t end = 0;
    std::uint16_t action = 0;
  };

  [[nodiscard]] bool complete(std::size_t rule,
                              std::span<const RuleWord> sentence,
                              RuleMatch& match) const;

  std::vector<Rule> rules_;
  std::vector<WordSet> sets_;
  std::vector<std::vector<Step>> steps_;                   // by rule
  std::vector<std::vector<std::uint16_t>> rules_of_word_;  // by first word
};

}  // namespace smallprint
