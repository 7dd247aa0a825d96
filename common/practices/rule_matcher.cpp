#include "common/practices/rule_matcher.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include <fmt/format.h>

#include "common/error.hpp"

namespace smallprint {
namespace {

constexpr std::size_t kMaxSentenceWords = UINT16_MAX;

}  // namespace

WordSet::WordSet(RuleLexicon& lexicon, const std::vector<std::string>& alternatives) {
  const auto mark = [&](RuleWord word, std::uint8_t kind) {
    kinds_.resize(std::max<std::size_t>(kinds_.size(), word + std::size_t{1}));
    kinds_[word] |= kind;
  };
  for (const std::string& alternative : alternatives) {
    std::vector<RuleWord> group = lexicon.add(alternative);
    if (group.empty()) {
      throw Error(ExitCode::kUsage, fmt::format("`{}` in a rule holds no word", alternative));
    }
    mark(group.front(), group.size() == 1 ? kAlone : kBeginsGroup);
    if (group.size() > 1) {
      groups_.push_back(std::move(group));
    }
  }
  std::ranges::sort(groups_);
  groups_.erase(std::unique(groups_.begin(), groups_.end()), groups_.end());
  first_group_.resize(kinds_.size() + 1);
  for (const auto& group : groups_) {
    ++first_group_[group.front() + std::size_t{1}];
  }
  std::partial_sum(first_group_.begin(), first_group_.end(), first_group_.begin());
}

std::vector<RuleWord> WordSet::first_words() const {
  std::vector<RuleWord> words;
  for (std::size_t word = 0; word < kinds_.size(); ++word) {
    if (kinds_[word] != 0) {
      words.push_back(static_cast<RuleWord>(word));
    }
  }
  return words;
}

RuleMatcher::RuleMatcher(const RuleFile& file, RuleLexicon& lexicon) : rules_(file.rules) {
  std::map<std::vector<std::string>, std::uint16_t> known_sets;
  for (std::size_t rule = 0; rule < rules_.size(); ++rule) {
    auto& steps = steps_.emplace_back();
    for (const RuleElement& element : rules_[rule].elements) {
      const auto [known, is_new] =
          known_sets.try_emplace(element.alternatives, static_cast<std::uint16_t>(sets_.size()));
      if (is_new) {
        sets_.emplace_back(lexicon, element.alternatives);
      }
      steps.push_back({.set = known->second,
                       .gap = static_cast<std::uint8_t>(element.gap),
                       .is_action = element.is_action});
    }
  }
  rules_of_word_.resize(lexicon.size());
  for (std::size_t rule = 0; rule < rules_.size(); ++rule) {
    for (const RuleWord word : sets_[steps_[rule].front().set].first_words()) {
      rules_of_word_[word].push_back(static_cast<std::uint16_t>(rule));
    }
  }
}

void RuleMatcher::match(std::span<const RuleWord> sentence,
                        RulePlace place,
                        std::vector<RuleMatch>& matches) const {
  sentence = sentence.first(std::min(sentence.size(), kMaxSentenceWords));
  for (std::size_t begin = 0; begin < sentence.size(); ++begin) {
    const RuleWord word = sentence[begin];
    if (word == kOtherWord || word >= rules_of_word_.size()) {
      continue;
    }
    for (const std::uint16_t rule : rules_of_word_[word]) {
      RuleMatch match{.rule = rule, .begin = static_cast<std::uint16_t>(begin)};
      if (rules_[rule].place == place && complete(rule, sentence, match)) {
        matches.push_back(match);
      }
    }
  }
}

// All ways to have come so far are carried along, at most one for each place, so that a rule of
// many gaps costs no more than its length times the words of the sentence.
bool RuleMatcher::complete(std::size_t rule,
                           std::span<const RuleWord> sentence,
                           RuleMatch& match) const {
  thread_local std::vector<Path> paths;
  thread_local std::vector<Path> longer;
  paths.assign(1, {.end = match.begin, .action = match.begin});
  for (const Step& step : steps_[rule]) {
    longer.clear();
    std::size_t next = 0;  // places before it were tried for this element
    for (const Path& path : paths) {
      const std::size_t last =
          std::min<std::size_t>(path.end + std::size_t{step.gap} + 1, sentence.size());
      for (std::size_t at = std::max<std::size_t>(path.end, next); at < last; ++at) {
        sets_[step.set].for_each_end(sentence, at, [&](std::size_t end) {
          longer.push_back(
              {.end = static_cast<std::uint16_t>(end),
               .action = step.is_action ? static_cast<std::uint16_t>(at) : path.action});
        });
      }
      next = std::max(next, last);
    }
    std::ranges::stable_sort(longer, {}, &Path::end);
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
