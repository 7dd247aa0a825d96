#include "searcher/verb.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "common/ascii.hpp"
#include "searcher/near_names.hpp"

namespace smallprint::searching {
namespace {

std::string make_hint() {
  std::vector<std::string_view> names;
  for (const VerbEntry& verb : kVerbs) {
    if (!verb.name.empty()) {
      names.push_back(verb.name);
    }
  }
  const std::string_view last = names.back();
  names.pop_back();
  return fmt::format("the verbs are {} and {}; a search has none", fmt::join(names, ", "), last);
}

}  // namespace

const VerbEntry& entry(Verb verb) {
  return *std::ranges::find(kVerbs, verb, &VerbEntry::verb);
}

std::optional<Verb> find_verb(std::string_view name) {
  const auto* const found = std::ranges::find(kVerbs, name, &VerbEntry::name);
  return found == kVerbs.end() || name.empty() ? std::nullopt : std::optional(found->verb);
}

bool has_word(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (words.substr(0, end) == word) {
      return true;
    }
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return false;
}

std::string_view verbs_hint() {
  static const std::string hint = make_hint();
  return hint;
}

bool resembles_verb(std::string_view query) {
  const std::string first = ascii_lower(query.substr(0, query.find(' ')));
  return edits_between(first, "search") <= 1 ||
         std::ranges::any_of(kVerbs, [&](const VerbEntry& verb) {
           return !verb.name.empty() && edits_between(first, verb.name) <= 1;
         });
}

}  // namespace smallprint::searching
