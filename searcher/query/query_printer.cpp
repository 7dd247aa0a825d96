#include "searcher/query/query_printer.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace smallprint::searching {

namespace {

/// The outermost operator of an expression, the loosest first.
enum class Binding { kOr, kAnd, kNot, kAtom };

struct Expression {
  std::string text;
  Binding binding = Binding::kAtom;
};

Expression express(const QueryNode& node);

/// `expression` as an operand of something that binds like `context`.
std::string within(Binding context, const Expression& expression) {
  return expression.binding < context ? "(" + expression.text + ")" : expression.text;
}

Expression join(const std::vector<Expression>& operands, Binding binding) {
  if (operands.size() == 1) {
    return operands.front();
  }
  Expression joined{.text = {}, .binding = binding};
  for (const Expression& operand : operands) {
    joined.text.append(joined.text.empty() ? "" : binding == Binding::kOr ? " OR " : " AND ");
    joined.text.append(within(binding, operand));
  }
  return joined;
}

std::vector<Expression> express_all(const std::vector<QueryNode>& nodes) {
  std::vector<Expression> expressions(nodes.size());
  std::ranges::transform(nodes, expressions.begin(), express);
  return expressions;
}

Expression negate(const QueryNode& node) {
  return {.text = "NOT " + within(Binding::kAtom, express(node)), .binding = Binding::kNot};
}

std::string quoted_terms(const std::vector<QueryWord>& words) {
  std::string text;
  for (const QueryWord& word : words) {
    text.append(text.empty() ? "\"" : " ").append(word.term);
  }
  return text + "\"";
}

/// The written form says which word is meant but for the country: `us` is folded from `US` too.
std::string_view readable_form(const QueryWord& word) {
  return word.written == "us" && word.term != "us" ? "US" : std::string_view(word.written);
}

/// One written word may stand for two terms (`don't`); it is printed once.
std::string quoted_written_forms(const std::vector<QueryWord>& words) {
  std::string text;
  const QueryWord* previous = nullptr;
  for (const QueryWord& word : words) {
    const bool continues =
        previous != nullptr && previous->written == word.written && previous->term != word.term;
    if (!continues) {
      text.append(text.empty() ? "\"" : " ").append(readable_form(word));
    }
    previous = &word;
  }
  return text + "\"";
}

std::string express_near(const QueryNode& node) {
  std::string text = "(" + node.words.front().term;
  for (std::size_t i = 1; i < node.words.size(); ++i) {
    text.append(fmt::format(" NEAR/{} {}", node.distance, node.words[i].term));
  }
  return text + ")";
}

std::string express_field(const QueryNode& node) {
  const Field& entry = field(node.field);
  if (entry.kind == FieldKind::kText) {
    return fmt::format("{}:{}",
                       entry.name,
                       node.words.size() == 1 ? node.words.front().term : quoted_terms(node.words));
  }
  const bool needs_quotes = node.value.find_first_of(" ()*") != std::string::npos;
  const std::string_view quote = needs_quotes ? "\"" : "";
  return fmt::format("{}:{}{}{}", entry.name, quote, node.value, quote);
}

/// What a list requires and what adds to its score; no text when it has neither.
Expression express_core(const QueryNode& list) {
  const Expression required = join(express_all(list.required), Binding::kAnd);
  const Expression optional = join(express_all(list.optional), Binding::kOr);
  return {
      .text = fmt::format(
          "({} AND_MAYBE {})", within(Binding::kAtom, required), within(Binding::kAtom, optional)),
      .binding = Binding::kAtom};
}

Expression express_list(const QueryNode& list) {
  std::vector<Expression> conditions = express_all(list.restricting);
  if (list.optional.empty()) {
    std::ranges::move(express_all(list.required), std::back_inserter(conditions));
  } else if (list.required.empty()) {
    conditions.push_back(join(express_all(list.optional), Binding::kOr));
  } else {
    conditions.push_back(express_core(list));
  }
  std::ranges::transform(list.excluded, std::back_inserter(conditions), negate);
  return join(conditions, Binding::kAnd);
}

Expression express(const QueryNode& node) {
  switch (node.kind) {
    case NodeKind::kNothing:
      return {.text = "<all>"};
    case NodeKind::kWord:
      return {.text = node.words.front().term};
    case NodeKind::kPhrase:
      return {.text = quoted_terms(node.words)};
    case NodeKind::kExact:
      return {.text = "exact:" + quoted_written_forms(node.words)};
    case NodeKind::kNear:
      return {.text = express_near(node)};
    case NodeKind::kPrefix:
      return {.text = node.words.front().written + "*"};
    case NodeKind::kField:
      return {.text = express_field(node)};
    case NodeKind::kAnd:
      return join(express_all(node.children), Binding::kAnd);
    case NodeKind::kOr:
      return join(express_all(node.children), Binding::kOr);
    case NodeKind::kNot:
      return negate(node.children.front());
    case NodeKind::kList:
      return express_list(node);
  }
  return {};
}

}  // namespace

std::string print_query(const QueryNode& node) {
  return express(node).text;
}

}  // namespace smallprint::searching
