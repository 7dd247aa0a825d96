#include "searcher/query/label_notes.hpp"

#include <set>

#include <fmt/format.h>

#include "common/practices/label_names.hpp"
#include "schemas/label_quality.hpp"
#include "searcher/query/query_walk.hpp"

namespace smallprint::searching {
namespace {

void collect(const ParsedQuery& query, std::set<std::string>& labels) {
  for_each_node(query.root, [&](const QueryNode& node) {
    if (node.kind == NodeKind::kField && node.field == FieldId::kPractice) {
      labels.insert(node.value);
    }
    if (node.kind == NodeKind::kField && node.field == FieldId::kData) {
      labels.insert("data:" + node.value);
    }
  });
}

std::string note_on(const std::string& label, std::string_view labeler) {
  if (const auto quality = quality_of(label, labeler)) {
    return fmt::format(
        "{} is told by a program: of {} judged policies readers found it in {}, the program in {}, "
        "both in {}",
        label,
        kJudgedPolicies,
        quality->stated,
        quality->told,
        quality->both);
  }
  return fmt::format("{} is told by a program; how well has not been measured", label);
}

}  // namespace

std::vector<std::string> notes_on_labels(const ParsedQuery& query,
                                         const Filters& filters,
                                         std::string_view labeler) {
  std::set<std::string> labels;
  collect(query, labels);
  for (const ParsedQuery& excluded : filters.excluded) {
    collect(excluded, labels);
  }
  for (const PracticeValue& practice : filters.statement.practices) {
    labels.insert(name_of(practice));
  }
  for (const ValueId value : filters.statement.data) {
    labels.insert(label_name(label_of_value(value)));
  }
  std::vector<std::string> notes;
  for (const std::string& label : labels) {
    notes.push_back(note_on(label, labeler));
  }
  return notes;
}

std::string note_on_all_labels() {
  return "practices and data types are told by a program; smallprint-index practices says how well";
}

}  // namespace smallprint::searching
