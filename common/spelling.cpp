#include "common/spelling.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "common/row_pattern.hpp"
#include "schemas/normalisation.hpp"

namespace smallprint {

namespace {

// Where the `s` of `is` stands that the rule turns into `z`.
std::optional<std::size_t> find_ise(std::string_view word) {
  for (const std::string_view ending : kIseEndings) {
    if (word.size() < kMinIseLetters + ending.size() || !word.ends_with(ending)) {
      continue;
    }
    const std::string_view base = word.substr(0, word.size() - ending.size());
    const bool is_true_ise = std::ranges::any_of(
        kTrueIse, [base](std::string_view exception) { return base.ends_with(exception); });
    if (base.ends_with("is") && !is_true_ise) {
      return base.size() - 1;
    }
  }
  return std::nullopt;
}

}  // namespace

std::string american_spelling(std::string_view word) {
  const auto* const row = std::ranges::find_if(
      kSpellings, [word](const Spelling& spelling) { return matches(word, spelling.from); });
  if (row != kSpellings.end()) {
    std::string spelled(row->to);
    spelled += word.substr(std::min(word.size(), literal_part(row->from).size()));
    return spelled;
  }
  std::string spelled(word);
  if (const std::optional<std::size_t> letter = find_ise(word)) {
    spelled[*letter] = 'z';
  }
  return spelled;
}

}  // namespace smallprint
