#include "searcher/output/filters_text.hpp"

#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "common/calendar.hpp"
#include "common/printable.hpp"
#include "searcher/matching/statement_condition.hpp"

namespace smallprint::searching {
namespace {

std::vector<std::string> parts_of(const Filters& filters) {
  std::vector<std::string> parts;
  const auto add = [&](std::string_view name, const std::vector<std::string>& values) {
    if (!values.empty()) {
      parts.push_back(fmt::format("{} {}", name, fmt::join(values, " or ")));
    }
  };
  std::vector<std::string> practices;
  for (const PracticeValue& value : filters.statement.practices) {
    practices.push_back(name_of(value));
  }
  add("practice", practices);
  std::vector<std::string> types;
  for (const ValueId value : filters.statement.data) {
    types.emplace_back(name_of_data(value));
  }
  add("data", types);
  add("site", filters.sites);
  add("policy host", filters.policy_hosts);
  add("category", filters.categories);
  for (const ParsedQuery& excluded : filters.excluded) {
    parts.push_back("not " + excluded.input);
  }
  if (filters.days.from) {
    parts.push_back("from " + format_day(*filters.days.from));
  }
  if (filters.days.to) {
    parts.push_back("to " + format_day(*filters.days.to));
  }
  return parts;
}

std::string joined(const std::vector<std::string>& parts) {
  return printable(fmt::format("{}", fmt::join(parts, ", ")));
}

}  // namespace

std::string filters_text(const Filters& filters) {
  return joined(parts_of(filters));
}

std::string question_text(std::string_view query, const Filters& filters) {
  std::vector<std::string> parts = parts_of(filters);
  if (!query.empty()) {
    parts.insert(parts.begin(), std::string(query));
  }
  return joined(parts);
}

std::string filters_line(const Filters& filters) {
  const std::string text = filters_text(filters);
  return text.empty() ? text : fmt::format("filters {}\n", text);
}

}  // namespace smallprint::searching
