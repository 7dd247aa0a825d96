#include "common/practices/rule_matcher.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "common/error.hpp"

namespace smallprint {
namespace {

constexpr std::size_t kMaxSentenceWords = UINT16_MAX;

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
  sets_ = static_cast<SetNumber>(sets.size());
  number_words_and_groups(sets);
  list_rules_by_set();
}

std::vector<RuleMatcher::WordSet> RuleMatcher::read_rules(const RuleFile& file,
                                                          RuleLexicon& lexicon) {
  std::vector<WordSet> sets;
  std::map<std::vector<std::string>, SetNumber> known_sets;
  for (const Rule& rule : file.rules) {
    claims_.push_back({.label = rule.label,
                       .weight = rule.weight,
                       .place = rule.place,
                       .has_action = std::ranges::any_of(rule.elements, &RuleElement::is_action)});
    first_step_.push_back(static_cast<std::uint32_t>(steps_.size()));
    for (const RuleElement& element : rule.elements) {
      const auto [known, is_new] =
          known_sets.try_emplace(element.alternatives, static_cast<SetNumber>(sets.size()));
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
  sets_of_word_.resize(words_);
  sets_of_group_.resize(groups_.size());
  for (SetNumber set = 0; set < sets_; ++set) {
    for (const std::vector<RuleWord>& words : sets[set]) {
      if (words.size() == 1) {
        sets_of_word_[words.front()].push_back(set);
      } else {
        const auto group = std::ranges::lower_bound(groups_, words) - groups_.begin();
        sets_of_group_[static_cast<std::size_t>(group)].push_back(set);
      }
    }
  }
  for (std::size_t word = 0; word <= words_; ++word) {
    const auto first = std::ranges::lower_bound(
        groups_, word, {}, [](const auto& group) { return std::size_t{group.front()}; });
    first_group_.push_back(static_cast<std::uint32_t>(first - groups_.begin()));
  }
}

void RuleMatcher::list_rules_by_set() {
  for (auto& rules_of_set : rules_of_set_) {
    rules_of_set.resize(sets_);
  }
  for (std::size_t rule = 0; rule < claims_.size(); ++rule) {
    std::set<SetNumber> sets;
    for (const Step& step : steps_of(rule)) {
      sets.insert(step.set);
    }
    sets_of_rule_.push_back(static_cast<std::uint8_t>(sets.size()));
    for (const SetNumber set : sets) {
      rules_of_set_[static_cast<std::size_t>(claims_[rule].place)][set].push_back(
          static_cast<std::uint16_t>(rule));
    }
  }
}

void RuleMatcher::match(std::span<const RuleWord> sentence,
                        RulePlace place,
                        std::vector<RuleMatch>& matches) const {
  thread_local Scratch scratch;  // grows to the largest sentence, as the matcher is shared
  find_sets(sentence.first(std::min(sentence.size(), kMaxSentenceWords)), place, scratch);
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

void RuleMatcher::find_sets(std::span<const RuleWord> sentence,
                            RulePlace place,
                            Scratch& scratch) const {
  if (++scratch.sentence == 0 || scratch.of_set.size() < sets_) {
    scratch.of_set.assign(std::max(scratch.of_set.size(), std::size_t{sets_}), {});
    scratch.sentence = 1;
  }
  scratch.missing = sets_of_rule_;
  scratch.rules.clear();
  scratch.used = 0;
  const auto& rules_of_set = rules_of_set_[static_cast<std::size_t>(place)];
  for (std::size_t begin = 0; begin < sentence.size(); ++begin) {
    const RuleWord word = sentence[begin];
    if (word == kOtherWord || word >= words_) {
      continue;
    }
    Occurrence found{.begin = static_cast<std::uint16_t>(begin),
                     .end = static_cast<std::uint16_t>(begin + 1),
                     .next = kNone};
    add_occurrences(sets_of_word_[word], found, rules_of_set, scratch);
    for (std::size_t group = first_group_[word]; group < first_group_[word + 1]; ++group) {
      if (begins_with(sentence.subspan(begin), groups_[group])) {
        found.end = static_cast<std::uint16_t>(begin + groups_[group].size());
        add_occurrences(sets_of_group_[group], found, rules_of_set, scratch);
      }
    }
  }
}

void RuleMatcher::add_occurrences(std::span<const SetNumber> sets,
                                  Occurrence found,
                                  std::span<const std::vector<std::uint16_t>> rules_of_set,
                                  Scratch& scratch) {
  if (scratch.occurrences.size() < scratch.used + sets.size()) {
    scratch.occurrences.resize(2 * (scratch.used + sets.size()));
  }
  const std::span<Occurrence> occurrences = scratch.occurrences;
  const std::span<std::uint8_t> missing = scratch.missing;
  for (const SetNumber set : sets) {
    const std::uint32_t number = scratch.used++;
    occurrences[number] = found;
    Occurrences& of_set = scratch.of_set[set];
    if (of_set.sentence == scratch.sentence) {
      occurrences[of_set.last].next = number;
      of_set.last = number;
      continue;
    }
    of_set = {.sentence = scratch.sentence, .first = number, .last = number};
    for (const std::uint16_t rule : rules_of_set[set]) {
      if (--missing[rule] == 0) {
        scratch.rules.push_back(rule);
      }
    }
  }
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

// The window in which the step may begin moves on through the sentence with the paths.
void RuleMatcher::lengthen_paths(const Step& step, Scratch& scratch) {
  scratch.longer.clear();
  std::uint32_t next = scratch.of_set[step.set].first;  // what is before it was tried
  for (const Path& path : scratch.paths) {
    while (next != kNone && scratch.occurrences[next].begin < path.end) {
      next = scratch.occurrences[next].next;
    }
    for (; next != kNone && scratch.occurrences[next].begin <= path.end + step.gap;
         next = scratch.occurrences[next].next) {
      const Occurrence& found = scratch.occurrences[next];
      scratch.longer.push_back(
          {.end = found.end, .action = step.is_action ? found.begin : path.action});
    }
  }
  if (!std::ranges::is_sorted(scratch.longer, {}, &Path::end)) {
    std::ranges::stable_sort(scratch.longer, {}, &Path::end);
  }
  std::swap(scratch.paths, scratch.longer);
}

// All ways to have come so far are carried along, so that a rule of many gaps needs no
// backtracking.
bool RuleMatcher::complete(std::size_t rule, Scratch& scratch, RuleMatch& match) const {
  scratch.paths.assign(1, {.end = match.begin, .action = match.begin});
  for (const Step& step : steps_of(rule)) {
    lengthen_paths(step, scratch);
    if (scratch.paths.empty()) {
      return false;
    }
  }
  match.end = scratch.paths.front().end;
  match.action = scratch.paths.front().action;
  return true;
}

}  // namespace smallprint
