#include "searcher/query/query_syntax.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "searcher/query/query.hpp"
#include "searcher/query/query_error.hpp"

namespace smallprint::searching {

namespace {

constexpr const char* kOperatorHint =
    "operators are capitals; write and, or, not, near for the words";

bool is_leaf(LexemeKind kind) {
  return kind == LexemeKind::kWord || kind == LexemeKind::kWildcard ||
         kind == LexemeKind::kPhrase || kind == LexemeKind::kExact || kind == LexemeKind::kField;
}

bool opens_item(LexemeKind kind) {
  return is_leaf(kind) || kind == LexemeKind::kOpen || kind == LexemeKind::kPlus ||
         kind == LexemeKind::kMinus;
}

SyntaxNode make_syntax(SyntaxKind kind, std::size_t column) {
  SyntaxNode node;
  node.kind = kind;
  node.column = column;
  return node;
}

class Parser {
 public:
  Parser(std::string_view query, const std::vector<Lexeme>& lexemes)
      : query_(query), lexemes_(lexemes) {}

  SyntaxNode run() {
    if (at(LexemeKind::kEnd)) {
      return {};
    }
    SyntaxNode root = parse_or();
    if (at(LexemeKind::kClose)) {
      fail("unbalanced parenthesis");
    }
    return root;
  }

 private:
  [[nodiscard]] const Lexeme& next() const { return lexemes_[position_]; }

  [[nodiscard]] bool at(LexemeKind kind) const { return next().kind == kind; }

  const Lexeme& take() { return lexemes_[position_++]; }

  [[noreturn]] void fail(const std::string& rule) const { fail_query(query_, next().column, rule); }

  [[nodiscard]] std::string written(const Lexeme& lexeme) const {
    return std::string(query_.substr(lexeme.begin, lexeme.end - lexeme.begin));
  }

  SyntaxNode parse_or() {
    SyntaxNode first = parse_and();
    if (!at(LexemeKind::kOr)) {
      return first;
    }
    SyntaxNode alternatives = make_syntax(SyntaxKind::kOr, first.column);
    alternatives.children.push_back(std::move(first));
    while (at(LexemeKind::kOr)) {
      expect_operand_after(take());
      alternatives.children.push_back(parse_and());
    }
    return alternatives;
  }

  SyntaxNode parse_and() {
    SyntaxNode first = parse_not();
    if (!at(LexemeKind::kAnd) && !at(LexemeKind::kNot)) {
      return first;
    }
    SyntaxNode conditions = make_syntax(SyntaxKind::kAnd, first.column);
    conditions.children.push_back(std::move(first));
    while (at(LexemeKind::kAnd) || at(LexemeKind::kNot)) {
      if (at(LexemeKind::kAnd)) {
        expect_operand_after(take());
      }
      conditions.children.push_back(parse_not());
    }
    return conditions;
  }

  SyntaxNode parse_not() {
    if (!at(LexemeKind::kNot)) {
      return parse_list();
    }
    const Lexeme& negation = take();
    if (at(LexemeKind::kNot)) {
      fail("NOT cannot follow NOT");
    }
    expect_operand_after(negation);
    SyntaxNode node = make_syntax(SyntaxKind::kNot, negation.column);
    node.children.push_back(parse_list());
    return node;
  }

  SyntaxNode parse_list() {
    if (!opens_item(next().kind)) {
      fail_without_item();
    }
    SyntaxNode list = make_syntax(SyntaxKind::kList, next().column);
    while (opens_item(next().kind)) {
      list.children.push_back(parse_item());
    }
    if (list.children.size() == 1 && list.children.front().sign == Sign::kNone) {
      return std::move(list.children.front());
    }
    return list;
  }

  SyntaxNode parse_item() {
    Sign sign = Sign::kNone;
    if (at(LexemeKind::kPlus) || at(LexemeKind::kMinus)) {
      sign = at(LexemeKind::kPlus) ? Sign::kPlus : Sign::kMinus;
      const Lexeme& mark = take();
      if (!is_leaf(next().kind) && !at(LexemeKind::kOpen)) {
        fail_query(query_,
                   mark.column,
                   fmt::format("'{}' has nothing to apply to", written(mark)),
                   kOperatorHint);
      }
    }
    SyntaxNode item = parse_near();
    item.sign = sign;
    return item;
  }

  SyntaxNode parse_near() {
    const std::size_t first_position = position_;
    SyntaxNode first = parse_unit();
    if (!at(LexemeKind::kNear)) {
      return first;
    }
    expect_near_operand(lexemes_[first_position]);
    SyntaxNode near = make_syntax(SyntaxKind::kNear, first.column);
    near.children.push_back(std::move(first));
    while (at(LexemeKind::kNear)) {
      near.distance = std::max(near.distance, next().distance);
      expect_operand_after(take());
      expect_near_operand(next());
      near.children.push_back(parse_unit());
    }
    return near;
  }

  SyntaxNode parse_unit() {
    if (at(LexemeKind::kOpen)) {
      return parse_parenthesis();
    }
    const Lexeme& lexeme = take();
    SyntaxNode leaf = make_syntax(SyntaxKind::kLeaf, lexeme.column);
    leaf.lexeme = lexeme;
    return leaf;
  }

  SyntaxNode parse_parenthesis() {
    const Lexeme& open = take();
    if (++depth_ > kMaxQueryDepth) {
      fail_query(query_,
                 open.column,
                 fmt::format("parentheses are nested deeper than {} levels", kMaxQueryDepth));
    }
    if (at(LexemeKind::kClose)) {
      fail_query(query_, open.column, "empty parentheses");
    }
    if (at(LexemeKind::kEnd)) {
      fail_query(query_, open.column, "unbalanced parenthesis");
    }
    SyntaxNode inner = parse_or();
    if (!at(LexemeKind::kClose)) {
      fail_query(query_, open.column, "unbalanced parenthesis");
    }
    take();
    --depth_;
    return inner;
  }

  /// A list begins where an operator or a stray parenthesis stands.
  [[noreturn]] void fail_without_item() const {
    if (at(LexemeKind::kClose)) {
      fail("unbalanced parenthesis");
    }
    fail_query(query_,
               next().column,
               fmt::format("{} has nothing before it", written(next())),
               kOperatorHint);
  }

  void expect_operand_after(const Lexeme& operation) const {
    if (!opens_item(next().kind) &&
        !(at(LexemeKind::kNot) && operation.kind != LexemeKind::kNear)) {
      fail_query(query_,
                 operation.column,
                 fmt::format("{} has nothing after it", written(operation)),
                 kOperatorHint);
    }
  }

  void expect_near_operand(const Lexeme& operand) const {
    if (operand.kind != LexemeKind::kWord) {
      fail_query(query_, operand.column, "NEAR stands between words only");
    }
  }

  std::string_view query_;
  const std::vector<Lexeme>& lexemes_;
  std::size_t position_ = 0;
  std::size_t depth_ = 0;
};

}  // namespace

SyntaxNode parse_syntax(std::string_view query, const std::vector<Lexeme>& lexemes) {
  return Parser(query, lexemes).run();
}

}  // namespace smallprint::searching
