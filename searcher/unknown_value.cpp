#include "searcher/unknown_value.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <numeric>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "common/ascii.hpp"
#include "common/printable.hpp"

namespace smallprint::searching {
namespace {

/// How many bytes must be inserted, dropped or replaced to make `b` of `a`.
std::size_t edits_between(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0U : 1U);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

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
                           const std::vector<std::string_view>& names) {
  std::string rule = fmt::format("unknown {} '{}'", what, printable(text));
  const std::vector<std::string_view> close = close_names(ascii_lower(text), names);
  if (!close.empty()) {
    rule += fmt::format("; did you mean {}?", fmt::join(close, " or "));
  }
  return {.rule = std::move(rule),
          .hint = fmt::format("the {}s are {}", what, fmt::join(names, ", "))};
}

}  // namespace smallprint::searching
