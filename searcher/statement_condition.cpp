#include "searcher/statement_condition.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <span>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "common/practices/label_names.hpp"
#include "common/printable.hpp"

namespace smallprint::searching {
namespace {

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return lower;
}

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

UnknownValue unknown(std::string_view what,
                     std::string_view text,
                     const std::vector<std::string_view>& names) {
  std::string rule = fmt::format("unknown {} '{}'", what, printable(text));
  const std::vector<std::string_view> close = close_names(lower_case(text), names);
  if (!close.empty()) {
    rule += fmt::format("; did you mean {}?", fmt::join(close, " or "));
  }
  return {.rule = std::move(rule),
          .hint = fmt::format("the {}s are {}", what, fmt::join(names, ", "))};
}

std::vector<std::string_view> practice_names() {
  std::vector<std::string_view> names;
  names.reserve(kPractices.size());
  for (const PracticeEntry& practice : kPractices) {
    names.push_back(practice.id);
  }
  return names;
}

}  // namespace

std::variant<PracticeValue, UnknownValue> read_practice(std::string_view text) {
  const std::size_t slash = std::min(text.find('/'), text.size());
  const auto practice = find_practice(lower_case(text.substr(0, slash)));
  if (!practice) {
    return unknown("practice", text.substr(0, slash), practice_names());
  }
  if (slash == text.size()) {
    return PracticeValue{.practice = *practice, .polarity = std::nullopt};
  }
  if (!entry(*practice).has_polarity) {
    return UnknownValue{.rule = fmt::format("{} has no polarity", entry(*practice).id),
                        .hint = fmt::format("write {}; {} and {} have one",
                                            entry(*practice).id,
                                            entry(kPolarPractices.front()).id,
                                            entry(kPolarPractices.back()).id)};
  }
  const auto polarity = find_polarity(lower_case(text.substr(slash + 1)));
  if (!polarity) {
    return UnknownValue{
        .rule = fmt::format("unknown polarity '{}'", printable(text.substr(slash + 1))),
        .hint = fmt::format("behind the slash stands {}", fmt::join(kPolarityIds, " or "))};
  }
  return PracticeValue{.practice = *practice, .polarity = polarity};
}

std::variant<ValueId, UnknownValue> read_data_type(std::string_view text) {
  const auto value = find_value(Attribute::kData, lower_case(text));
  if (!value) {
    return unknown("data type", text, names_of_data(kDataTypes));
  }
  return *value;
}

std::string name_of(const PracticeValue& value) {
  return label_name(value.polarity ? label_of(value.practice, *value.polarity)
                                   : label_of(value.practice));
}

std::string_view name_of_data(ValueId value) {
  return kAttributeValues[value].id;
}

std::vector<std::string_view> names_of_data(ValueSet values) {
  std::vector<std::string_view> names;
  for (std::size_t value = 0; value < kDataTypeCount; ++value) {
    if ((values & bit(static_cast<ValueId>(value))) != 0) {
      names.push_back(kAttributeValues[value].id);
    }
  }
  return names;
}

StatementTest::StatementTest(const StatementCondition& condition) {
  for (std::uint32_t kind = 0; kind < kStatementKinds; ++kind) {
    const StatementEntry statement = statement_of_kind(kind);
    kinds_[kind] = condition.practices.empty() ||
                   std::any_of(condition.practices.begin(),
                               condition.practices.end(),
                               [&](const PracticeValue& value) {
                                 return value.practice == statement.practice &&
                                        (!value.polarity || value.polarity == statement.polarity);
                               });
  }
  for (const ValueId value : condition.data) {
    data_ |= static_cast<std::uint32_t>(bit(value));
  }
}

bool StatementTest::accepts_row(const ShardReader& shard, std::uint32_t row) const {
  const std::span<const std::uint32_t> statements = shard.statements_of(row);
  return std::any_of(
      statements.begin(), statements.end(), [&](std::uint32_t packed) { return accepts(packed); });
}

PassageSet rows_stating(const ShardReader& shard, const StatementCondition& condition) {
  const StatementTest test(condition);
  PassageSet rows(shard.rows());
  for (std::uint32_t row = 0; row < shard.rows(); ++row) {
    if (test.accepts_row(shard, row)) {
      rows.insert(row);
    }
  }
  return rows;
}

}  // namespace smallprint::searching
