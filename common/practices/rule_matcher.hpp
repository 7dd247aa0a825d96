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
  /// Rules of one place only. Cost: the sets that each word begins, then for each rule all of whose
  /// sets occur, its occurrences of sets times the places where it begins; no backtracking.
  void match(std::span<const RuleWord> sentence,
             RulePlace place,
             std::vector<RuleMatch>& matches) const;

  /// By rule, in the order of the file.
  [[nodiscard]] const std::vector<RuleClaim>& claims() const { return claims_; }

 private:
  struct Step {
    std::uint16_t set = 0;
    std::uint8_t gap = 0;
    bool is_action = false;
  };

  /// The words and word groups that a step takes; sorted, each once.
  using WordSet = std::vector<std::vector<RuleWord>>;

  static constexpr std::uint32_t kNone = UINT32_MAX;

  /// Words [begin, end) are a word or group of a rule; `sets`: bit s, it is in set s.
  struct Found {
    std::uint16_t begin = 0;
    std::uint16_t end = 0;
    const std::uint64_t* sets = nullptr;
  };

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
    std::uint32_t sentence = 0;
    std::vector<Found> found;           // in the order of `begin`
    std::vector<std::uint64_t> occurs;  // bit s: set s occurs
    std::vector<std::uint16_t> rules;   // all of whose sets occur
    std::vector<std::uint64_t> wanted;  // bit s: one of them has set s
    std::vector<std::size_t> blocks;    // of `wanted` that are not 0
    std::vector<Occurrences> of_set;
    std::vector<Occurrence> occurrences;  // those of a set in the order of `begin`
    std::vector<Path> paths;
    std::vector<Path> longer;
  };

  [[nodiscard]] std::span<const Step> steps_of(std::size_t rule) const {
    return std::span(steps_).subspan(first_step_[rule], first_step_[rule + 1] - first_step_[rule]);
  }

  [[nodiscard]] std::vector<WordSet> read_rules(const RuleFile& file, RuleLexicon& lexicon);
  void number_words_and_groups(const std::vector<WordSet>& sets);
  void list_rules_by_set(const std::vector<WordSet>& sets);
  void find_words(std::span<const RuleWord> sentence, Scratch& scratch) const;
  void find_rules(RulePlace place, Scratch& scratch) const;
  void want(std::uint16_t rule, Scratch& scratch) const;
  void find_sets(Scratch& scratch) const;
  static void add_occurrence(std::size_t set, Occurrence occurrence, Scratch& scratch);

  void match_rule(std::size_t rule, Scratch& scratch, std::vector<RuleMatch>& matches) const;
  [[nodiscard]] bool complete(std::size_t rule, Scratch& scratch, RuleMatch& match) const;

  std::vector<RuleClaim> claims_;
  std::vector<Step> steps_;                // of all rules, one after the other
  std::vector<std::uint32_t> first_step_;  // by rule, and the end
  std::size_t words_ = 0;  // in the lexicon when the rules were read; it may have grown since
  std::size_t sets_ = 0;
  std::size_t blocks_ = 0;                     // of 64 sets
  std::vector<std::uint64_t> sets_of_word_;    // by word: bit s, it is in set s by itself
  std::vector<std::vector<RuleWord>> groups_;  // of all sets, sorted
  std::vector<std::uint32_t> first_group_;     // by word: of the groups it begins, and the end
  std::vector<std::uint64_t> sets_of_group_;   // by group: bit s, it is in set s
  /// By place, then by that of a rule's sets which has the fewest alternatives.
  std::array<std::vector<std::vector<std::uint16_t>>, kRulePlaces> rules_of_set_;
  std::array<std::vector<std::uint64_t>, kRulePlaces> sets_with_rules_;  // bit s: set s has some
};

}  // namespace smallprint
