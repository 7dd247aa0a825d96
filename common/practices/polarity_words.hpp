/// What the words of data/practices/polarity.rules do in a sentence.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "common/practices/rule_file.hpp"
#include "common/practices/rule_matcher.hpp"
#include "common/practices/rule_words.hpp"

namespace smallprint {

/// One for each set of polarity.rules, which says what it is for.
enum class PolarityRole : std::uint8_t {
  kNegation,
  kNoQuantifier,
  kOpenEnd,
  kReversal,
  kWithout,
  kNoNegation,
  kException,
  kUnless,
  kOnly,
  kConditionPhrase,
  kConsentPreposition,
  kConsentNoun,
  kConsentAsked,
  kConsentVerb,
  kConsentNeeded,
  kNoConsent,
  kIf,
  kWhen,
  kContrast,
  kRelative,
  kNoRelative,
  kAnd,
  kOr,
  kWe,
  kThey,
  kIt,
  kYou,
  kYour,
  kReaderVerb,
  kFinite,
  kPassive,
  kNounOpener,
  kReaderChoice,
  kSiteOwner,
  kDefinition,
  kHypothetical,
  kDisclaimer,
  kEnded,
  kOtherParty,
  kVague,
  kOurs,
  kAffirmation,
  kPreposition,
  kObligation,
  kPolite,
  kSo,
  kAuxiliaryDo,
  kOthers,
  kOnward,
  kPermitted,
  kTelling,
  kGetting,
  kNoting,
  kKeeping,
  kNoTelling,
  kKeptBack,
  kCount
};

/// What begins at a word.
class RoleSet {
 public:
  constexpr RoleSet() = default;

  constexpr explicit RoleSet(PolarityRole role)
      : bits_(std::uint64_t{1} << static_cast<unsigned>(role)) {}

  [[nodiscard]] constexpr bool has(PolarityRole role) const {
    return (bits_ & RoleSet(role).bits_) != 0;
  }

  template <typename... Roles>
  [[nodiscard]] constexpr bool has_any(Roles... roles) const {
    return (has(roles) || ...);
  }

  constexpr void add(RoleSet roles) { bits_ |= roles.bits_; }

  constexpr void remove(RoleSet roles) { bits_ &= ~roles.bits_; }

  [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }

 private:
  std::uint64_t bits_ = 0;
};

/// Immutable once made.
class PolarityWords {
 public:
  /// Throws Error(kUsage) when a set is missing in `file`. Words are added to `lexicon`.
  PolarityWords(const RuleFile& file, RuleLexicon& lexicon);

  /// `roles` gets one entry a word. A word inside a group that takes a role away has it not
  /// (`not limited to` is no negation). Cost: linear.
  void mark(std::span<const RuleWord> words, std::vector<RoleSet>& roles) const;

 private:
  struct Group {
    std::vector<RuleWord> words;  ///< all but the first
    RoleSet roles;
  };

  void mark_groups(std::span<const RuleWord> words,
                   std::size_t at,
                   std::vector<RoleSet>& roles) const;

  std::vector<RoleSet> alone_;              // by rule word
  std::vector<std::uint32_t> first_group_;  // by rule word, and one past the last
  std::vector<Group> groups_;               // by first word
};

}  // namespace smallprint
