#include "searcher/query/question_notes.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "searcher/counting/snapshot_sets.hpp"
#include "searcher/query/query_walk.hpp"

namespace smallprint::searching {
namespace {

/// The words of a list of which any one is enough.
std::vector<std::string> alternatives(const QueryNode& node) {
  std::vector<std::string> words;
  if (node.kind == NodeKind::kList && node.required.empty()) {
    for (const QueryNode& child : node.optional) {
      if (child.kind == NodeKind::kWord) {
        words.push_back(child.words.front().written);
      }
    }
  }
  return words;
}

}  // namespace

std::vector<std::string> notes_on_question(const ParsedQuery& query, CountOf count) {
  std::vector<std::string> notes;
  const auto add = [&](const std::string& note) {
    if (std::ranges::find(notes, note) == notes.end()) {
      notes.push_back(note);
    }
  };
  for_each_node(query.root, [&](const QueryNode& node) {
    const std::vector<std::string> words = alternatives(node);
    if (words.size() > 1) {
      add(
          fmt::format("any one of these words is enough: {}; quotation marks make them a phrase, "
                      "a + before a word requires it",
                      fmt::join(words, ", ")));
    }
    if (count == CountOf::kRate && node.kind == NodeKind::kField && is_of_snapshots(node.field)) {
      add(fmt::format("{}: in the query restricts what matches, not what is observed",
                      field(node.field).name));
    }
  });
  return notes;
}

}  // namespace smallprint::searching
