#include "searcher/matching/passage_statements.hpp"

#include <span>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "common/practices/statement_column.hpp"
#include "searcher/matching/statement_condition.hpp"

namespace smallprint::searching {

std::vector<PracticeStatement> load_statements(const ShardReader& shard,
                                               std::uint32_t row,
                                               const PassageText& passage) {
  std::vector<PracticeStatement> statements;
  const std::span<const std::uint32_t> packed = shard.statements_of(row);
  for (std::size_t i = 0; i < packed.size(); ++i) {
    const StatementEntry entry = unpack_statement(packed[i]);
    PracticeStatement statement{.practice = entry.practice,
                                .polarity = entry.polarity,
                                .values = entry.data,
                                .confidence = static_cast<float>(entry.confidence_percent) / 100};
    if (i < passage.evidence.size()) {
      statement.evidence_begin = passage.evidence[i].first;
      statement.evidence_end = passage.evidence[i].second;
    }
    statements.push_back(statement);
  }
  return statements;
}

std::string brief(const PracticeStatement& statement) {
  const std::string text =
      name_of({.practice = statement.practice, .polarity = statement.polarity});
  const std::vector<std::string_view> data = names_of_data(statement.values);
  return data.empty() ? text : fmt::format("{}:{}", text, fmt::join(data, "+"));
}

std::string brief(const std::vector<PracticeStatement>& statements) {
  std::string text;
  for (const PracticeStatement& statement : statements) {
    text += (text.empty() ? "" : ";") + brief(statement);
  }
  return text;
}

}  // namespace smallprint::searching
