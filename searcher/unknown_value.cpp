#include "searcher/unknown_value.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "common/ascii.hpp"
#include "common/printable.hpp"
#include "searcher/near_names.hpp"

namespace smallprint::searching {
namespace {

/// The names that hold `text`; if none does, those a few slips away.
std::vector<std::string_view> close_names(std::string_view text,
                                          const std::vector<std::string_view>& names) {
  std::vector<std::string_view> close;
  const auto keep_if = [&](const auto& is_close) {
    std::copy_if(names.begin(), names.end(), std::back_inserter(close), is_close);
  };
  if (text.size() >= 3) {
    keep_if([&](std::string_view name) { return name.find(text) != std::string_view::npos; });
  }
  if (close.empty()) {
    keep_if([&](std::string_view name) {
      return text.size() <= 2 * name.size() && edits_between(text, name) <= name.size() / 3;
    });
  }
  return close;
}

}  // namespace

UnknownValue unknown_value(std::string_view what,
                           std::string_view text,
                           const std::vector<std::string_view>& names,
                           const std::vector<std::string_view>& else_meant) {
  std::string rule = fmt::format("unknown {} '{}'", what, printable(text));
  const std::vector<std::string_view> near = close_names(ascii_lower(text), names);
  const std::vector<std::string_view>& close = near.empty() ? else_meant : near;
  if (!close.empty()) {
    rule += fmt::format("; did you mean {}?", fmt::join(close, " or "));
  }
  return {.rule = std::move(rule),
          .hint = fmt::format("the {}s are {}", what, fmt::join(names, ", "))};
}

}  // namespace smallprint::searching
