#include "searcher/query/query_lists.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "common/text_analyzer.hpp"
#include "searcher/query/query_nodes.hpp"

namespace smallprint::searching {

namespace {

bool has_only_optional_children(const QueryNode& node) {
  return node.kind == NodeKind::kList && node.restricting.empty() && node.required.empty() &&
         node.excluded.empty();
}

/// True when `node` depends on fields alone.
bool is_field_condition(const QueryNode& node) {
  const auto all = [](const std::vector<QueryNode>& nodes) {
    return std::ranges::all_of(nodes, is_field_condition);
  };
  switch (node.kind) {
    case NodeKind::kField:
      return true;
    case NodeKind::kAnd:
    case NodeKind::kOr:
    case NodeKind::kNot:
      return all(node.children);
    case NodeKind::kList:
      return node.required.empty() && node.optional.empty() && all(node.restricting) &&
             all(node.excluded);
    default:
      return false;
  }
}

/// The one field that `node` gives values of, when it is a value or several alternatives.
std::optional<FieldId> field_of_values(const QueryNode& node) {
  if (node.kind == NodeKind::kField) {
    return node.field;
  }
  if (node.kind != NodeKind::kOr) {
    return std::nullopt;
  }
  const std::optional<FieldId> first = field_of_values(node.children.front());
  const bool same = std::ranges::all_of(
      node.children, [&first](const QueryNode& child) { return field_of_values(child) == first; });
  return same ? first : std::nullopt;
}

bool repeats(const QueryNode& node, const QueryNode& earlier) {
  if (node.kind != earlier.kind) {
    return false;
  }
  if (node.kind == NodeKind::kWord) {
    return node.words.front().term == earlier.words.front().term;
  }
  return node.kind == NodeKind::kField && node.field == earlier.field &&
         node.value == earlier.value && node.words == earlier.words;
}

void add_unless_repeated(std::vector<QueryNode>& nodes, QueryNode node) {
  const bool is_repeated = std::ranges::any_of(
      nodes, [&node](const QueryNode& earlier) { return repeats(node, earlier); });
  if (!is_repeated) {
    nodes.push_back(std::move(node));
  }
}

/// Appends `node`, or what it is alternatives of: (a OR b) OR c is a OR b OR c.
void add_alternative(std::vector<QueryNode>& alternatives, QueryNode node) {
  if (node.kind != NodeKind::kOr && !has_only_optional_children(node)) {
    add_unless_repeated(alternatives, std::move(node));
    return;
  }
  for (QueryNode& child : node.kind == NodeKind::kOr ? node.children : node.optional) {
    add_unless_repeated(alternatives, std::move(child));
  }
}

}  // namespace

QueryNode alternatives_of(std::vector<QueryNode> operands, std::size_t column) {
  const bool has_list = std::ranges::any_of(operands, has_only_optional_children);
  std::vector<QueryNode> alternatives;
  for (QueryNode& operand : operands) {
    add_alternative(alternatives, std::move(operand));
  }
  if (alternatives.size() == 1) {
    return std::move(alternatives.front());
  }
  QueryNode joined = make_node(has_list ? NodeKind::kList : NodeKind::kOr, column);
  (has_list ? joined.optional : joined.children) = std::move(alternatives);
  return joined;
}

ListBuilder::ListBuilder(std::size_t column) : list_(make_node(NodeKind::kList, column)) {
}

void ListBuilder::add_word(const QueryWord& word, std::size_t column) {
  optional_.push_back({.node = make_node(NodeKind::kWord, column, {word}),
                       .is_stop_word = is_stop_word(word.written)});
}

void ListBuilder::add_optional(QueryNode node) {
  if (is_field_condition(node)) {
    add_restriction(std::move(node));
  } else {
    optional_.push_back({.node = std::move(node)});
  }
}

/// `+` adds nothing to a field, which restricts anyway. As a required child it would make the words
/// beside it optional.
void ListBuilder::add_required(QueryNode node) {
  if (is_field_condition(node)) {
    add_restriction(std::move(node));
  } else {
    add_unless_repeated(list_.required, std::move(node));
  }
}

void ListBuilder::add_excluded(QueryNode node) {
  add_unless_repeated(list_.excluded, std::move(node));
}

void ListBuilder::add_restriction(QueryNode node) {
  const std::optional<FieldId> field = field_of_values(node);
  const auto same_field = std::ranges::find_if(
      list_.restricting,
      [&field](const QueryNode& earlier) { return field && field_of_values(earlier) == field; });
  if (same_field == list_.restricting.end()) {
    list_.restricting.push_back(std::move(node));
    return;
  }
  const std::size_t column = same_field->column;
  std::vector<QueryNode> values;
  values.push_back(std::move(*same_field));
  values.push_back(std::move(node));
  *same_field = alternatives_of(std::move(values), column);
}

std::vector<QueryNode> ListBuilder::drop_stop_words() {
  const bool all_stop_words = std::ranges::all_of(optional_, &Optional::is_stop_word);
  if (list_.required.empty() && all_stop_words) {
    return {};
  }
  const auto first_stop_word =
      std::stable_partition(optional_.begin(), optional_.end(), [](const Optional& optional) {
        return !optional.is_stop_word;
      });
  std::vector<QueryNode> dropped;
  std::for_each(first_stop_word, optional_.end(), [&dropped](Optional& optional) {
    dropped.push_back(std::move(optional.node));
  });
  optional_.erase(first_stop_word, optional_.end());
  return dropped;
}

std::optional<QueryNode> ListBuilder::take() && {
  for (Optional& optional : optional_) {
    const bool is_required = std::ranges::any_of(
        list_.required,
        [&optional](const QueryNode& required) { return repeats(optional.node, required); });
    if (!is_required) {
      add_alternative(list_.optional, std::move(optional.node));
    }
  }
  const std::size_t conditions =
      list_.restricting.size() + list_.required.size() + list_.excluded.size();
  const std::size_t size = conditions + list_.optional.size();
  if (size == 0) {
    return std::nullopt;
  }
  if (size == 1) {
    if (!list_.excluded.empty()) {
      return make_negation(list_.column, std::move(list_.excluded.front()));
    }
    for (std::vector<QueryNode>* part : {&list_.restricting, &list_.required, &list_.optional}) {
      if (!part->empty()) {
        return std::move(part->front());
      }
    }
  }
  if (list_.restricting.size() == size) {
    list_.kind = NodeKind::kAnd;
    list_.children = std::exchange(list_.restricting, {});
  }
  return std::move(list_);
}

}  // namespace smallprint::searching
