/// Finds rules in sentences: compiled once, then one pass over the words.
#pragma once

#include <array>
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
  std::uint16_t rule = 0;  ///< number in RuleMatcher::claims()
  std::uint16_t begin = 0;
  std::uint16_t end = 0;
  std::uint16_t action = 0;
};

/// What a rule says where it matches.
struct RuleClaim {
  LabelId label = 0;
  double weight = 0;  ///< of Rule
  RulePlace place = RulePlace::kText;
  bool has_action = false;  ///< of the elements one is marked as the action
};

/// Immutable once made; safe to use from many threads.
class RuleMatcher {
 public:
  /// Words of the rules are added to `lexicon`.
  RuleMatcher(const RuleFile& file, RuleLexicon& lexicon);

  /// Appends, for every place where a rule begins, its nearest completion, by place, then rule.
  /// Rules of one place only. Cost: for each word the sets that it begins, for each set that occurs
  /// its rules, and for each rule all of whose sets occur, the occurrences of its sets times the
  /// places where it begins; no backtracking.
  void match(std::span<const RuleWord> sentence,
             RulePlace place,
             std::vector<RuleMatch>& matches) const;

  /// By rule, in the order of the file.
  [[nodiscard]] const std::vector<RuleClaim>& claims() const { return claims_; }

 private:
  using SetNumber = std::uint32_t;

  struct Step {
    SetNumber set = 0;
    std::uint8_t gap = 0;
    bool is_action = false;
  };

  /// The words and word groups that a step takes; sorted, each once.
  using WordSet = std::vector<std::vector<RuleWord>>;

  static constexpr std::uint32_t kNone = UINT32_MAX;

  /// Words [begin, end) are one of a set. `next` is the set's next occurrence, or kNone.
  struct Occurrence {
    std::uint16_t begin = 0;
    std::uint16_t end = 0;
    std::uint32_t next = 0;
  };

  /// A set's occurrences in the sentence that has this number; in others it has none.
  struct Occurrences {
    std::uint32_t sentence = 0;
    std::uint32_t first = kNone;
    std::uint32_t last = kNone;
  };

  /// A way to have come so far: the next element may begin at `end`.
  struct Path {
    std::uint16_t end = 0;
    std::uint16_t action = 0;
  };

  /// What is known of one sentence, and room to work in.
  struct Scratch {
    std::uint32_t sentence = 0;  // its number
    std::vector<Occurrences> of_set;
    std::vector<std::uint8_t> missing;    // by rule: how many of its sets have not occurred
    std::vector<std::uint16_t> rules;     // that miss none
    std::vector<Occurrence> occurrences;  // those of a set in the order of `begin`
    std::uint32_t used = 0;               // of `occurrences`; the others are room
    std::vector<Path> paths;
    std::vector<Path> longer;
  };

  [[nodiscard]] std::span<const Step> steps_of(std::size_t rule) const {
    return std::span(steps_).subspan(first_step_[rule], first_step_[rule + 1] - first_step_[rule]);
  }

  [[nodiscard]] std::vector<WordSet> read_rules(const RuleFile& file, RuleLexicon& lexicon);
  void number_words_and_groups(const std::vector<WordSet>& sets);
  void list_rules_by_set();
  void find_sets(std::span<const RuleWord> sentence, RulePlace place, Scratch& scratch) const;
  static void add_occurrences(std::span<const SetNumber> sets,
                              Occurrence found,
                              std::span<const std::vector<std::uint16_t>> rules_of_set,
                              Scratch& scratch);

  void match_rule(std::size_t rule, Scratch& scratch, std::vector<RuleMatch>& matches) const;
  static void lengthen_paths(const Step& step, Scratch& scratch);
  [[nodiscard]] bool complete(std::size_t rule, Scratch& scratch, RuleMatch& match) const;

  std::vector<RuleClaim> claims_;
  std::vector<Step> steps_;                // of all rules, one after the other
  std::vector<std::uint32_t> first_step_;  // by rule, and the end
  std::size_t words_ = 0;  // in the lexicon when the rules were read; it may have grown since
  SetNumber sets_ = 0;
  std::vector<std::vector<SetNumber>> sets_of_word_;  // by word: those it is in by itself
  std::vector<std::vector<RuleWord>> groups_;         // of all sets, sorted
  std::vector<std::uint32_t> first_group_;  // by word: of the groups it begins, and the end
  std::vector<std::vector<SetNumber>> sets_of_group_;
  std::array<std::vector<std::vector<std::uint16_t>>, kRulePlaces> rules_of_set_;
  std::vector<std::uint8_t> sets_of_rule_;  // how many
};

}  // namespace smallprint
