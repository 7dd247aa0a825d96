/// Labelling rules as a researcher writes them: data/practices/*.rules, described in
/// docs/practices.md.
///
///     # Words are compared as index terms: `share` is also shares, shared, sharing.
///     set third = third party, partner, advertiser
///         service provider                       # an indented line goes on
///
///     label third-party-sharing-collection
///       .9   share|pass_on* ~8 {third}  # up to 8 words between; _ joins a word group
///       .3   heading: {third}           # in a heading above the passage
///       -.5  share* ~3 experience       # makes the label less likely
///
/// `*` marks the word that says what is done: a negation must reach it, and a rule that marks none
/// never denies.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/practices.hpp"

namespace smallprint {

/// One step of a rule: any of some words or word groups.
struct RuleElement {
  std::vector<std::string> alternatives{};  ///< each one word or several, as written in the file
  std::size_t gap = 0;     ///< at most so many words between the element before and this one
  bool is_action = false;  ///< what a negation must reach to deny the practice
};

/// Where a rule is looked for.
enum class RulePlace { kText, kHeading };

inline constexpr std::size_t kRulePlaces = 2;

struct Rule {
  LabelId label = 0;
  double weight = 0;  ///< in [-1, 1]: how much a match alone makes the label likely or unlikely
  RulePlace place = RulePlace::kText;
  std::vector<RuleElement> elements{};  ///< at least one
};

struct RuleFile {
  std::map<std::string, std::vector<std::string>, std::less<>> sets;  ///< expanded
  std::vector<Rule> rules;                                            ///< in the order of the files
};

inline constexpr std::size_t kMaxRuleGap = 30;  ///< words
inline constexpr std::size_t kMaxRuleElements = 12;
inline constexpr std::size_t kMaxRules = 20'000;

/// Adds the sets and rules of one file to `rules`. A set must stand before its use, in this file or
/// an earlier one. Throws Error(kUsage) `NAME:LINE: reason` on anything it does not understand.
void parse_rules(std::string_view name, std::string_view text, RuleFile& rules);

}  // namespace smallprint
