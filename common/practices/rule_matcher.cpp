#include "common/practices/rule_matcher.hpp"

#include <algorithm>
#include <bit>
#include <iterator>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "common/error.hpp"

namespace smallprint {
namespace {

constexpr std::size_t kMaxSentenceWords = UINT16_MAX;
constexpr std::size_t kBlock = 64;  // sets a number

constexpr std::uint64_t bit_of(std::size_t set) {
  return std::uint64_t{1} << (set % kBlock);
}

/// The lowest set of some of a block's.
std::size_t first_set(std::size_t block, std::uint64_t sets) {
  return block * kBlock + static_cast<std::size_t>(std::countr_zero(sets));
}

bool begins_with(std::span<const RuleWord> words, const std::vector<RuleWord>& group) {
  std::size_t length = 1;  // the first is known to be equal
  while (length < group.size() && length < words.size() && words[length] == group[length]) {
    ++length;
  }
  return length == group.size();
}

void sort_and_drop_repeats(std::vector<std::vector<RuleWord>>& words) {
  std::ranges::sort(words);
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

std::vector<std::vector<RuleWord>> words_of(const std::vector<std::string>& alternatives,
                                            RuleLexicon& lexicon) {
  std::vector<std::vector<RuleWord>> set;
  for (const std::string& alternative : alternatives) {
    set.push_back(lexicon.add(alternative));
    if (set.back().empty()) {
      throw Error(ExitCode::kUsage, fmt::format("`{}` in a rule holds no word", alternative));
    }
  }
  sort_and_drop_repeats(set);
  return set;
}

}  // namespace

RuleMatcher::RuleMatcher(const RuleFile& file, RuleLexicon& lexicon) {
  const std::vector<WordSet> sets = read_rules(file, lexicon);
  words_ = lexicon.size();
  sets_ = sets.size();
  blocks_ = (sets_ + kBlock - 1) / kBlock;
  number_words_and_groups(sets);
  list_rules_by_set(sets);
}

std::vector<RuleMatcher::WordSet> RuleMatcher::read_rules(const RuleFile& file,
                                                          RuleLexicon& lexicon) {
  std::vector<WordSet> sets;
  std::map<std::vector<std::string>, std::uint16_t> known_sets;
  for (const Rule& rule : file.rules) {
    claims_.push_back({.label = rule.label,
                       .weight = rule.weight,
                       .place = rule.place,
                       .has_action = std::ranges::any_of(rule.elements, &RuleElement::is_action)});
    first_step_.push_back(static_cast<std::uint32_t>(steps_.size()));
    for (const RuleElement& element : rule.elements) {
      const auto [known, is_new] =
          known_sets.try_emplace(element.alternatives, static_cast<std::uint16_t>(sets.size()));
      if (is_new) {
        sets.push_back(words_of(element.alternatives, lexicon));
      }
      steps_.push_back({.set = known->second,
                        .gap = static_cast<std::uint8_t>(element.gap),
                        .is_action = element.is_action});
    }
  }
  first_step_.push_back(static_cast<std::uint32_t>(steps_.size()));
  return sets;
}

void RuleMatcher::number_words_and_groups(const std::vector<WordSet>& sets) {
  for (const WordSet& set : sets) {
    std::ranges::copy_if(
        set, std::back_inserter(groups_), [](const auto& words) { return words.size() > 1; });
  }
  sort_and_drop_repeats(groups_);
  sets_of_word_.resize(words_ * blocks_);
  sets_of_group_.resize(groups_.size() * blocks_);
  for (std::size_t set = 0; set < sets_; ++set) {
    for (const std::vector<RuleWord>& words : sets[set]) {
      if (words.size() == 1) {
        sets_of_word_[words.front() * blocks_ + set / kBlock] |= bit_of(set);
      } else {
        const auto number =
            static_cast<std::size_t>(std::ranges::lower_bound(groups_, words) - groups_.begin());
        sets_of_group_[number * blocks_ + set / kBlock] |= bit_of(set);
      }
    }
  }
  for (std::size_t word = 0; word <= words_; ++word) {
    const auto first = std::ranges::lower_bound(
        groups_, word, {}, [](const auto& group) { return std::size_t{group.front()}; });
    first_group_.push_back(static_cast<std::uint32_t>(first - groups_.begin()));
  }
}

void RuleMatcher::list_rules_by_set(const std::vector<WordSet>& sets) {
  for (std::size_t place = 0; place < kRulePlaces; ++place) {
    rules_of_set_[place].resize(sets_);
    sets_with_rules_[place].resize(blocks_);
  }
  for (std::size_t rule = 0; rule < claims_.size(); ++rule) {
    const std::uint16_t rarest =
        std::ranges::min_element(steps_of(rule), {}, [&](const Step& step) {
          return sets[step.set].size();
        })->set;
    const auto place = static_cast<std::size_t>(claims_[rule].place);
    rules_of_set_[place][rarest].push_back(static_cast<std::uint16_t>(rule));
    sets_with_rules_[place][rarest / kBlock] |= bit_of(rarest);
  }
}

void RuleMatcher::match(std::span<const RuleWord> sentence,
                        RulePlace place,
                        std::vector<RuleMatch>& matches) const {
  thread_local Scratch scratch;  // grows to the largest sentence, as the matcher is shared
  find_words(sentence.first(std::min(sentence.size(), kMaxSentenceWords)), scratch);
  find_rules(place, scratch);
  find_sets(scratch);
  const std::size_t before = matches.size();
  for (const std::uint16_t rule : scratch.rules) {
    match_rule(rule, scratch, matches);
  }
  std::sort(matches.begin() + static_cast<std::ptrdiff_t>(before),
            matches.end(),
            [](const RuleMatch& a, const RuleMatch& b) {
              return std::pair(a.begin, a.rule) < std::pair(b.begin, b.rule);
            });
}

void RuleMatcher::find_words(std::span<const RuleWord> sentence, Scratch& scratch) const {
  scratch.found.clear();
  for (std::size_t begin = 0; begin < sentence.size(); ++begin) {
    const RuleWord word = sentence[begin];
    if (word == kOtherWord || word >= words_) {
      continue;
    }
    const auto found = [&](std::size_t end, const std::uint64_t* sets) {
      scratch.found.push_back({.begin = static_cast<std::uint16_t>(begin),
                               .end = static_cast<std::uint16_t>(end),
                               .sets = sets});
    };
    found(begin + 1, &sets_of_word_[word * blocks_]);
    for (std::size_t group = first_group_[word]; group < first_group_[word + 1]; ++group) {
      if (begins_with(sentence.subspan(begin), groups_[group])) {
        found(begin + groups_[group].size(), &sets_of_group_[group * blocks_]);
      }
    }
  }
}

void RuleMatcher::find_rules(RulePlace place, Scratch& scratch) const {
  scratch.occurs.assign(blocks_, 0);
  for (const Found& found : scratch.found) {
    for (std::size_t block = 0; block < blocks_; ++block) {
      scratch.occurs[block] |= found.sets[block];
    }
  }
  scratch.rules.clear();
  scratch.wanted.assign(blocks_, 0);
  const auto& rules_of_set = rules_of_set_[static_cast<std::size_t>(place)];
  const auto& sets_with_rules = sets_with_rules_[static_cast<std::size_t>(place)];
  for (std::size_t block = 0; block < blocks_; ++block) {
    for (std::uint64_t sets = scratch.occurs[block] & sets_with_rules[block]; sets != 0;
         sets &= sets - 1) {
      for (const std::uint16_t rule : rules_of_set[first_set(block, sets)]) {
        want(rule, scratch);
      }
    }
  }
  scratch.blocks.clear();
  for (std::size_t block = 0; block < blocks_; ++block) {
    if (scratch.wanted[block] != 0) {
      scratch.blocks.push_back(block);
    }
  }
}

void RuleMatcher::want(std::uint16_t rule, Scratch& scratch) const {
  const std::span<const Step> steps = steps_of(rule);
  if (!std::ranges::all_of(steps, [&](const Step& step) {
        return (scratch.occurs[step.set / kBlock] & bit_of(step.set)) != 0;
      })) {
    return;
  }
  scratch.rules.push_back(rule);
  for (const Step& step : steps) {
    scratch.wanted[step.set / kBlock] |= bit_of(step.set);
  }
}

void RuleMatcher::find_sets(Scratch& scratch) const {
  if (++scratch.sentence == 0 || scratch.of_set.size() < sets_) {
    scratch.of_set.assign(std::max(scratch.of_set.size(), sets_), {});
    scratch.sentence = 1;
  }
  scratch.occurrences.clear();
  for (const Found& found : scratch.found) {
    for (const std::size_t block : scratch.blocks) {
      for (std::uint64_t sets = found.sets[block] & scratch.wanted[block]; sets != 0;
           sets &= sets - 1) {
        add_occurrence(first_set(block, sets),
                       {.begin = found.begin, .end = found.end, .next = kNone},
                       scratch);
      }
    }
  }
}

void RuleMatcher::add_occurrence(std::size_t set, Occurrence occurrence, Scratch& scratch) {
  const auto number = static_cast<std::uint32_t>(scratch.occurrences.size());
  Occurrences& of_set = scratch.of_set[set];
  if (of_set.sentence != scratch.sentence) {
    of_set = {.sentence = scratch.sentence, .first = number, .last = number};
  } else {
    scratch.occurrences[of_set.last].next = number;
    of_set.last = number;
  }
  scratch.occurrences.push_back(occurrence);
}

void RuleMatcher::match_rule(std::size_t rule,
                             Scratch& scratch,
                             std::vector<RuleMatch>& matches) const {
  std::size_t tried = SIZE_MAX;
  for (std::uint32_t i = scratch.of_set[steps_of(rule).front().set].first; i != kNone;
       i = scratch.occurrences[i].next) {
    const std::uint16_t begin = scratch.occurrences[i].begin;
    if (begin == tried) {
      continue;  // a word and a group that begins with it
    }
    tried = begin;
    RuleMatch match{.rule = static_cast<std::uint16_t>(rule), .begin = begin};
    if (complete(rule, scratch, match)) {
      matches.push_back(match);
    }
  }
}

// All ways to have come so far are carried along, so that a rule of many gaps needs no
// backtracking; the windows in which its next element may begin move on through the sentence with
// them.
bool RuleMatcher::complete(std::size_t rule, Scratch& scratch, RuleMatch& match) const {
  std::vector<Path>& paths = scratch.paths;
  std::vector<Path>& longer = scratch.longer;
  paths.assign(1, {.end = match.begin, .action = match.begin});
  for (const Step& step : steps_of(rule)) {
    longer.clear();
    std::uint32_t next = scratch.of_set[step.set].first;  // what is before it was tried
    for (const Path& path : paths) {
      while (next != kNone && scratch.occurrences[next].begin < path.end) {
        next = scratch.occurrences[next].next;
      }
      for (; next != kNone && scratch.occurrences[next].begin <= path.end + step.gap;
           next = scratch.occurrences[next].next) {
        const Occurrence& found = scratch.occurrences[next];
        longer.push_back({.end = found.end, .action = step.is_action ? found.begin : path.action});
      }
    }
    if (!std::ranges::is_sorted(longer, {}, &Path::end)) {
      std::ranges::stable_sort(longer, {}, &Path::end);
    }
    std::swap(paths, longer);
    if (paths.empty()) {
      return false;
    }
  }
  match.end = paths.front().end;
  match.action = paths.front().action;
  return true;
}

}  // namespace smallprint
