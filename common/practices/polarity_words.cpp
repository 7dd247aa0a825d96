#include "common/practices/polarity_words.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "common/error.hpp"

namespace smallprint {
namespace {

constexpr std::size_t kRoleCount = static_cast<std::size_t>(PolarityRole::kCount);
static_assert(kRoleCount <= 64);

// In the order of PolarityRole.
constexpr std::array<std::string_view, kRoleCount> kSetNames{"negation",
                                                             "no-quantifier",
                                                             "open-end",
                                                             "reversal",
                                                             "without",
                                                             "no-negation",
                                                             "exception",
                                                             "unless",
                                                             "only",
                                                             "condition-phrase",
                                                             "consent-preposition",
                                                             "consent-noun",
                                                             "consent-asked",
                                                             "consent-verb",
                                                             "consent-needed",
                                                             "no-consent",
                                                             "if",
                                                             "when",
                                                             "contrast",
                                                             "relative",
                                                             "no-relative",
                                                             "and",
                                                             "or",
                                                             "we",
                                                             "they",
                                                             "it",
                                                             "you",
                                                             "your",
                                                             "reader-verb",
                                                             "finite",
                                                             "passive",
                                                             "noun-opener",
                                                             "reader-choice",
                                                             "site-owner",
                                                             "definition",
                                                             "hypothetical",
                                                             "disclaimer",
                                                             "ended",
                                                             "other-party",
                                                             "vague",
                                                             "ours",
                                                             "affirmation",
                                                             "preposition",
                                                             "obligation",
                                                             "polite",
                                                             "so",
                                                             "auxiliary-do",
                                                             "others",
                                                             "onward",
                                                             "permitted",
                                                             "telling",
                                                             "getting",
                                                             "noting",
                                                             "keeping",
                                                             "no-telling",
                                                             "kept-back"};

constexpr RoleSet roles_of(std::initializer_list<PolarityRole> roles) {
  RoleSet set;
  for (const PolarityRole role : roles) {
    set.add(RoleSet(role));
  }
  return set;
}

/// What a group takes away from the words it spans.
RoleSet taken_by(RoleSet group) {
  using enum PolarityRole;
  RoleSet taken;
  if (group.has_any(kNoNegation, kReaderChoice, kDisclaimer)) {
    taken.add(roles_of({kNegation, kNoQuantifier, kReversal}));
  }
  if (group.has(kNoNegation)) {
    taken.add(roles_of({kOnly, kIf, kUnless, kContrast, kWithout}));
  }
  if (group.has(kNoConsent)) {
    taken.add(roles_of({kConsentVerb, kConsentNoun}));
  }
  if (group.has(kNoTelling)) {
    taken.add(RoleSet(kTelling));
  }
  if (group.has(kException)) {
    taken.add(RoleSet(kContrast));  // `nobody but the carrier`
  }
  if (group.has(kNoRelative)) {
    taken.add(RoleSet(kRelative));
  }
  return taken;
}

}  // namespace

PolarityWords::PolarityWords(const RuleFile& file, RuleLexicon& lexicon) {
  std::map<std::vector<RuleWord>, RoleSet> entries;
  for (std::size_t role = 0; role < kRoleCount; ++role) {
    const auto set = file.sets.find(kSetNames[role]);
    if (set == file.sets.end()) {
      throw Error(ExitCode::kUsage,
                  fmt::format("polarity.rules: the set `{}` is missing", kSetNames[role]));
    }
    for (const std::string& alternative : set->second) {
      const std::vector<RuleWord> words = lexicon.add(alternative);
      if (words.empty()) {
        throw Error(ExitCode::kUsage,
                    fmt::format("polarity.rules: `{}` holds no word", alternative));
      }
      entries[words].add(RoleSet(static_cast<PolarityRole>(role)));
    }
  }
  alone_.resize(lexicon.size());
  first_group_.resize(lexicon.size() + 1);
  for (const auto& [words, roles] : entries) {  // by first word
    if (words.size() == 1) {
      alone_[words.front()] = roles;
    } else {
      groups_.push_back({.words = {words.begin() + 1, words.end()}, .roles = roles});
      first_group_[words.front() + std::size_t{1}] = static_cast<std::uint32_t>(groups_.size());
    }
  }
  for (std::size_t word = 1; word < first_group_.size(); ++word) {
    first_group_[word] = std::max(first_group_[word], first_group_[word - 1]);
  }
}

void PolarityWords::mark(std::span<const RuleWord> words, std::vector<RoleSet>& roles) const {
  roles.clear();
  for (const RuleWord word : words) {
    roles.push_back(word < alone_.size() ? alone_[word] : RoleSet());
  }
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (words[at] != kOtherWord && words[at] + std::size_t{1} < first_group_.size()) {
      mark_groups(words, at, roles);
    }
  }
}

void PolarityWords::mark_groups(std::span<const RuleWord> words,
                                std::size_t at,
                                std::vector<RoleSet>& roles) const {
  const std::span<const RuleWord> rest = words.subspan(at + 1);
  for (std::uint32_t i = first_group_[words[at]]; i < first_group_[words[at] + std::size_t{1}];
       ++i) {
    const Group& group = groups_[i];
    if (!begins_with(rest, group.words)) {
      continue;
    }
    roles[at].add(group.roles);
    const RoleSet taken = taken_by(group.roles);
    for (std::size_t inside = at; inside <= at + group.words.size() && !taken.empty(); ++inside) {
      roles[inside].remove(taken);
    }
  }
}

}  // namespace smallprint
