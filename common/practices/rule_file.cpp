#include "common/practices/rule_file.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "common/error.hpp"
#include "common/practices/label_names.hpp"
#include "common/printable.hpp"

namespace smallprint {
namespace {

constexpr std::size_t kMaxAlternatives = 2'000;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r";
  const std::size_t begin = text.find_first_not_of(kBlank);
  return begin == std::string_view::npos
             ? std::string_view()
             : text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

/// Calls `visit` for each part between two `separator`s, trimmed.
template <typename Visit>
void for_each_part(std::string_view text, char separator, Visit visit) {
  while (true) {
    const std::size_t end = text.find(separator);
    visit(trimmed(text.substr(0, end)));
    if (end == std::string_view::npos) {
      return;
    }
    text.remove_prefix(end + 1);
  }
}

/// The first word of `text`, which loses it.
std::string_view take_word(std::string_view& text) {
  const std::size_t end = text.find_first_of(" \t");
  const std::string_view word = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view() : trimmed(text.substr(end));
  return word;
}

std::optional<double> to_number(std::string_view word) {
  double number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  return error == std::errc() && end == word.data() + word.size() ? std::optional(number)
                                                                  : std::nullopt;
}

class Parser {
 public:
  Parser(std::string_view name, RuleFile& rules) : name_(name), rules_(rules) {}

  void parse(std::string_view text);

 private:
  void parse_line(std::string_view line);
  void parse_set(std::string_view rest);
  void parse_label(std::string_view rest);
  void parse_rule(std::string_view line);
  [[nodiscard]] RuleElement parse_element(std::string_view word) const;
  void add_items(std::string_view items);
  void add_alternative(std::vector<std::string>& alternatives, std::string_view item) const;
  [[noreturn]] void fail(const std::string& reason) const;

  std::string_view name_;
  RuleFile& rules_;
  std::size_t line_ = 0;
  std::vector<std::string>* open_set_ = nullptr;
  std::optional<LabelId> open_label_;
};

void Parser::fail(const std::string& reason) const {
  throw Error(ExitCode::kUsage, fmt::format("{}:{}: {}", name_, line_, reason));
}

void Parser::parse(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    ++line_;
    const std::string_view line = text.substr(0, end);
    parse_line(line.substr(0, line.find('#')));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

void Parser::parse_line(std::string_view line) {
  std::string_view rest = trimmed(line);
  if (rest.empty()) {
    return;
  }
  const bool is_indented = line.front() == ' ' || line.front() == '\t';
  if (is_indented && open_label_) {
    parse_rule(rest);
  } else if (is_indented && open_set_ != nullptr) {
    add_items(rest);
  } else if (is_indented) {
    fail("an indented line must follow a set or a label");
  } else if (const std::string_view keyword = take_word(rest); keyword == "set") {
    parse_set(rest);
  } else if (keyword == "label") {
    parse_label(rest);
  } else {
    fail(fmt::format("expected `set` or `label`, found `{}`", printable(keyword)));
  }
}

void Parser::parse_set(std::string_view rest) {
  const std::string_view name = take_word(rest);
  if (name.empty() || name.find_first_of("{}|*~,=") != std::string_view::npos ||
      take_word(rest) != "=") {
    fail("expected `set NAME = word, word group, {other set}`");
  }
  const auto [entry, is_new] = rules_.sets.try_emplace(std::string(name));
  if (!is_new) {
    fail(fmt::format("the set `{}` is defined twice", printable(name)));
  }
  open_label_.reset();
  open_set_ = &entry->second;
  add_items(rest);
}

void Parser::add_items(std::string_view items) {
  for_each_part(items, ',', [&](std::string_view item) {
    if (!item.empty()) {  // a comma may end a line
      add_alternative(*open_set_, item);
    }
  });
}

void Parser::add_alternative(std::vector<std::string>& alternatives, std::string_view item) const {
  if (item.size() > 2 && item.front() == '{' && item.back() == '}') {
    const auto set = rules_.sets.find(item.substr(1, item.size() - 2));
    if (set == rules_.sets.end() || &set->second == &alternatives) {
      fail(fmt::format("no set {} was defined before", printable(item)));
    }
    alternatives.insert(alternatives.end(), set->second.begin(), set->second.end());
  } else if (item.empty() || item.find_first_of("{}|*~=:") != std::string_view::npos) {
    fail(fmt::format("`{}` is no word, word group or {{set}}", printable(item)));
  } else {
    alternatives.emplace_back(item);
  }
  if (alternatives.size() > kMaxAlternatives) {
    fail(fmt::format("more than {} words in one place", kMaxAlternatives));
  }
}

void Parser::parse_label(std::string_view rest) {
  const auto label = find_label(rest);
  if (!label) {
    fail(fmt::format("no label is called `{}`: `smallprint-index practices` lists them",
                     printable(rest)));
  }
  open_set_ = nullptr;
  open_label_ = label;
}

void Parser::parse_rule(std::string_view line) {
  Rule rule{.label = *open_label_};
  const std::string_view weight = take_word(line);
  const auto number = to_number(weight);
  if (!number || !(*number >= -1 && *number <= 1) || *number == 0) {
    fail(fmt::format("`{}` is no weight: a number from -1 to 1, not 0", printable(weight)));
  }
  rule.weight = *number;
  if (line.starts_with("heading:")) {
    rule.place = RulePlace::kHeading;
    line = trimmed(line.substr(std::string_view("heading:").size()));
  }
  std::size_t gap = 0;
  while (!line.empty()) {
    const std::string_view word = take_word(line);
    if (word.front() == '~') {
      const auto words = to_number(word.substr(1));
      if (!words || *words < 0 || *words > kMaxRuleGap || rule.elements.empty() || line.empty()) {
        fail(fmt::format(
            "`{}` is no gap: ~0 to ~{} between two words", printable(word), kMaxRuleGap));
      }
      gap = static_cast<std::size_t>(*words);
      continue;
    }
    rule.elements.push_back(parse_element(word));
    rule.elements.back().gap = std::exchange(gap, 0);
  }
  if (rule.elements.empty() || rule.elements.size() > kMaxRuleElements) {
    fail(fmt::format("a rule has 1 to {} elements", kMaxRuleElements));
  }
  if (rules_.rules.size() == kMaxRules) {
    fail(fmt::format("more than {} rules", kMaxRules));
  }
  rules_.rules.push_back(std::move(rule));
}

RuleElement Parser::parse_element(std::string_view word) const {
  RuleElement element;
  if (word.back() == '*') {
    element.is_action = true;
    word.remove_suffix(1);
  }
  for_each_part(
      word, '|', [&](std::string_view item) { add_alternative(element.alternatives, item); });
  return element;
}

}  // namespace

void parse_rules(std::string_view name, std::string_view text, RuleFile& rules) {
  Parser(name, rules).parse(text);
}

}  // namespace smallprint
