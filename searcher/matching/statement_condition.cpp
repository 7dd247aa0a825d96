#include "searcher/matching/statement_condition.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <span>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "common/ascii.hpp"
#include "common/practices/label_names.hpp"
#include "common/printable.hpp"

namespace smallprint::searching {
namespace {

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
  const auto practice = find_practice(ascii_lower(text.substr(0, slash)));
  if (!practice) {
    return unknown_value("practice", text.substr(0, slash), practice_names());
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
  const auto polarity = find_polarity(ascii_lower(text.substr(slash + 1)));
  if (!polarity) {
    return UnknownValue{
        .rule = fmt::format("unknown polarity '{}'", printable(text.substr(slash + 1))),
        .hint = fmt::format("behind the slash stands {}", fmt::join(kPolarityIds, " or "))};
  }
  return PracticeValue{.practice = *practice, .polarity = polarity};
}

namespace {

/// Those whose definitions have the word: `e-mail` and `email` are told of as contact.
std::vector<std::string_view> types_that_tell_of(std::string_view word) {
  const auto without_hyphens = [](std::string_view text) {
    std::string letters = ascii_lower(text);
    std::erase(letters, '-');
    return letters;
  };
  constexpr std::size_t kShortest = 3;  // letters; fewer stand in every definition
  const std::string wanted = without_hyphens(word);
  std::vector<std::string_view> types;
  for (std::size_t value = 0; wanted.size() >= kShortest && value < kDataTypeCount; ++value) {
    const AttributeValue& type = kAttributeValues[value];
    if (without_hyphens(type.definition).find(wanted) != std::string::npos) {
      types.push_back(type.id);
    }
  }
  return types;
}

}  // namespace

std::variant<ValueId, UnknownValue> read_data_type(std::string_view text) {
  const auto value = find_value(Attribute::kData, ascii_lower(text));
  if (!value) {
    return unknown_value("data type", text, names_of_data(kDataTypes), types_that_tell_of(text));
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
