#include "searcher/query/query_parser.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "common/printable.hpp"
#include "common/utf8.hpp"
#include "searcher/matching/attribute_values.hpp"
#include "searcher/matching/statement_condition.hpp"
#include "searcher/query/query_error.hpp"
#include "searcher/query/query_lexer.hpp"
#include "searcher/query/query_lists.hpp"
#include "searcher/query/query_nodes.hpp"
#include "searcher/query/query_printer.hpp"
#include "searcher/query/query_syntax.hpp"
#include "searcher/query/query_words.hpp"

namespace smallprint::searching {

namespace {

/// Where a word stands, which decides what becomes of one that analysis splits (`third-party`): in
/// a list its parts are further words, as an operand they are a phrase.
enum class Place { kListed, kOperand };

std::vector<QueryWord> words_of(std::vector<AnalyzedWord> analyzed) {
  std::vector<QueryWord> words(analyzed.size());
  std::ranges::transform(
      analyzed, words.begin(), [](AnalyzedWord& word) { return std::move(word.word); });
  return words;
}

const SyntaxNode& first_leaf(const SyntaxNode& node) {
  return node.children.empty() ? node : first_leaf(node.children.front());
}

bool is_listed_word(const SyntaxNode& node) {
  return node.kind == SyntaxKind::kLeaf && node.lexeme.kind == LexemeKind::kWord &&
         node.sign == Sign::kNone;
}

/// From the grammar's tree to the query's: analyses the words and applies the rules of lists.
class Builder {
 public:
  Builder(std::string_view query, std::string_view text, TextAnalyzer& analyzer)
      : query_(query), text_(text), words_(query, text, analyzer) {}

  QueryNode build_root(const SyntaxNode& syntax) {
    if (syntax.kind == SyntaxKind::kEmpty) {
      return {};
    }
    return or_fail(build(syntax, Place::kListed), syntax);
  }

  [[nodiscard]] const QueryWords& words() const { return words_; }

 private:
  /// Nothing when `syntax` holds only text without words.
  std::optional<QueryNode> build(const SyntaxNode& syntax, Place place) {
    switch (syntax.kind) {
      case SyntaxKind::kEmpty:
        return std::nullopt;
      case SyntaxKind::kLeaf:
        return build_leaf(syntax, place);
      case SyntaxKind::kNear:
        return build_near(syntax);
      case SyntaxKind::kNot:
        return make_negation(syntax.column, build_operand(syntax.children.front()));
      case SyntaxKind::kAnd:
        return build_and(syntax);
      case SyntaxKind::kOr:
        return build_or(syntax);
      case SyntaxKind::kList:
        return build_list(syntax.children, syntax.column);
    }
    return std::nullopt;
  }

  QueryNode build_operand(const SyntaxNode& syntax) {
    return or_fail(build(syntax, Place::kOperand), syntax);
  }

  [[nodiscard]] QueryNode or_fail(std::optional<QueryNode> node, const SyntaxNode& syntax) const {
    if (!node) {
      fail_without_words(first_leaf(syntax).lexeme);
    }
    return std::move(*node);
  }

  [[nodiscard]] std::string_view written(const Lexeme& lexeme) const {
    return text_.substr(lexeme.begin, lexeme.end - lexeme.begin);
  }

  [[noreturn]] void fail_without_words(const Lexeme& lexeme) const {
    fail_query(query_,
               lexeme.column,
               fmt::format("nothing to search for in '{}'", printable(written(lexeme))));
  }

  std::optional<QueryNode> build_leaf(const SyntaxNode& syntax, Place place) {
    const Lexeme& lexeme = syntax.lexeme;
    switch (lexeme.kind) {
      case LexemeKind::kWord:
        return place == Place::kListed ? build_list(std::span(&syntax, 1), syntax.column)
                                       : build_word(lexeme);
      case LexemeKind::kWildcard:
        return build_prefix(lexeme);
      case LexemeKind::kExact:
        return build_phrase(lexeme, NodeKind::kExact);
      case LexemeKind::kField:
        return build_field(lexeme);
      default:
        return build_phrase(lexeme, NodeKind::kPhrase);
    }
  }

  /// A word that no list surrounds.
  std::optional<QueryNode> build_word(const Lexeme& lexeme) {
    std::vector<AnalyzedWord> analyzed = analyze(lexeme);
    if (analyzed.empty()) {
      return std::nullopt;
    }
    expect_phrase_length(analyzed.size(), lexeme);
    const NodeKind kind = analyzed.size() == 1 ? NodeKind::kWord : NodeKind::kPhrase;
    return make_node(kind, lexeme.column, words_of(std::move(analyzed)));
  }

  QueryNode build_phrase(const Lexeme& lexeme, NodeKind kind) {
    std::vector<AnalyzedWord> analyzed = words_.analyze(lexeme.begin, lexeme.end);
    if (kind != NodeKind::kExact) {  // compared as written, so nothing is changed
      words_.note_normalised(analyzed);
    }
    if (analyzed.empty()) {
      if (written(lexeme).find_first_not_of(' ') == std::string_view::npos) {
        fail_query(query_, lexeme.column, "empty phrase");
      }
      fail_without_words(lexeme);
    }
    expect_phrase_length(analyzed.size(), lexeme);
    return make_node(kind, lexeme.column, words_of(std::move(analyzed)));
  }

  QueryNode build_field(const Lexeme& lexeme) {
    if (field(lexeme.field).kind == FieldKind::kText) {
      QueryNode node = build_phrase(lexeme, NodeKind::kField);
      node.field = lexeme.field;
      return node;
    }
    words_.count_term(lexeme.column);
    QueryNode node = make_node(NodeKind::kField, lexeme.column);
    node.field = lexeme.field;
    node.value = field(lexeme.field).kind == FieldKind::kLabel ? label_value(lexeme)
                                                               : std::string(written(lexeme));
    return node;
  }

  /// The value's own name. Fails at the value when it is none of the field's.
  [[nodiscard]] std::string label_value(const Lexeme& lexeme) const {
    UnknownValue why;
    if (lexeme.field == FieldId::kPractice) {
      auto practice = read_practice(written(lexeme));
      if (const auto* const value = std::get_if<PracticeValue>(&practice)) {
        return name_of(*value);
      }
      why = std::get<UnknownValue>(std::move(practice));
    } else if (is_attribute(lexeme.field)) {
      auto listed = read_listed_value(lexeme.field, written(lexeme));
      if (const auto* const value = std::get_if<std::string>(&listed)) {
        return *value;
      }
      why = std::get<UnknownValue>(std::move(listed));
    } else {
      auto data = read_data_type(written(lexeme));
      if (const auto* const value = std::get_if<ValueId>(&data)) {
        return std::string(name_of_data(*value));
      }
      why = std::get<UnknownValue>(std::move(data));
    }
    fail_query(query_, lexeme.begin, why.rule, why.hint);
  }

  QueryNode build_prefix(const Lexeme& lexeme) {
    std::vector<AnalyzedWord> analyzed = words_.analyze(lexeme.begin, lexeme.end);
    if (analyzed.size() > 1) {
      fail_query(query_,
                 lexeme.column,
                 fmt::format("a wildcard ends one word, but '{}' is {}",
                             printable(written(lexeme)),
                             analyzed.size()));
    }
    if (analyzed.empty() ||
        count_code_points(analyzed.front().word.written) < kMinWildcardLetters) {
      fail_query(
          query_,
          lexeme.column,
          fmt::format("a wildcard needs at least {} letters before it", kMinWildcardLetters));
    }
    if (++wildcards_ > kMaxWildcards) {
      fail_query(query_,
                 lexeme.column,
                 fmt::format("the query has more than {} wildcards", kMaxWildcards));
    }
    analyzed.front().word.term.clear();  // a beginning of words stands for no one term
    return make_node(NodeKind::kPrefix, lexeme.column, words_of(std::move(analyzed)));
  }

  QueryNode build_near(const SyntaxNode& syntax) {
    QueryNode near = make_node(NodeKind::kNear, syntax.column);
    near.distance = syntax.distance;
    for (const SyntaxNode& operand : syntax.children) {
      std::vector<QueryWord> words = words_of(analyze(operand.lexeme));
      if (words.empty()) {
        fail_without_words(operand.lexeme);
      }
      std::ranges::move(words, std::back_inserter(near.words));
      if (near.words.size() > kMaxNearOperands) {
        fail_query(
            query_, operand.column, fmt::format("NEAR joins more than {} words", kMaxNearOperands));
      }
    }
    return near;
  }

  QueryNode build_and(const SyntaxNode& syntax) {
    QueryNode conditions = make_node(NodeKind::kAnd, syntax.column);
    for (const SyntaxNode& operand : syntax.children) {
      conditions.children.push_back(build_operand(operand));
    }
    return conditions;
  }

  QueryNode build_or(const SyntaxNode& syntax) {
    std::vector<QueryNode> operands;
    for (const SyntaxNode& operand : syntax.children) {
      operands.push_back(build_operand(operand));
    }
    return alternatives_of(std::move(operands), syntax.column);
  }

  std::optional<QueryNode> build_list(std::span<const SyntaxNode> items, std::size_t column) {
    ListBuilder list(column);
    while (!items.empty()) {
      if (is_listed_word(items.front())) {
        const std::size_t size = length_of_run(items);
        add_run(items.first(size), list);
        items = items.subspan(size);
      } else {
        add_item(items.front(), list);
        items = items.subspan(1);
      }
    }
    for (const QueryNode& word : list.drop_stop_words()) {
      words_.note_score_only(word.column, word.words.front());
    }
    return std::move(list).take();
  }

  void add_item(const SyntaxNode& item, ListBuilder& list) {
    if (item.sign == Sign::kMinus) {
      list.add_excluded(build_operand(item));
    } else if (item.sign == Sign::kPlus) {
      list.add_required(build_operand(item));
    } else if (std::optional<QueryNode> node = build(item, Place::kListed)) {
      list.add_optional(std::move(*node));
    }
  }

  /// How many of `items` are words with nothing but spaces between them. They are analysed
  /// together, because the archive is: `web site` is one word. A parenthesis ends a run: the
  /// analyzer would read `http://a.com(email)` as one address.
  [[nodiscard]] std::size_t length_of_run(std::span<const SyntaxNode> items) const {
    std::size_t size = 1;
    while (size < items.size() && is_listed_word(items[size])) {
      const std::size_t gap = items[size - 1].lexeme.end;
      if (text_.find_first_not_of(' ', gap) != items[size].lexeme.begin) {
        break;
      }
      ++size;
    }
    return size;
  }

  void add_run(std::span<const SyntaxNode> run, ListBuilder& list) {
    const std::vector<AnalyzedWord> analyzed =
        words_.analyze(run.front().lexeme.begin, run.back().lexeme.end);
    words_.note_normalised(analyzed);
    for (const SyntaxNode& item : run) {
      const Lexeme& lexeme = item.lexeme;
      const bool has_word = std::ranges::any_of(analyzed, [&lexeme](const AnalyzedWord& word) {
        return word.begin < lexeme.end && word.end > lexeme.begin;
      });
      if (!has_word) {
        words_.note_ignored(lexeme.column, written(lexeme));
      }
    }
    for (const AnalyzedWord& word : analyzed) {
      list.add_word(word.word, word.begin);
    }
  }

  std::vector<AnalyzedWord> analyze(const Lexeme& lexeme) {
    std::vector<AnalyzedWord> analyzed = words_.analyze(lexeme.begin, lexeme.end);
    words_.note_normalised(analyzed);
    return analyzed;
  }

  void expect_phrase_length(std::size_t size, const Lexeme& lexeme) const {
    if (size > kMaxPhraseWords) {
      fail_query(query_,
                 lexeme.column,
                 fmt::format("the phrase has {} words; the limit is {}", size, kMaxPhraseWords));
    }
  }

  std::string_view query_;
  std::string_view text_;
  QueryWords words_;
  std::size_t wildcards_ = 0;
};

}  // namespace

ParsedQuery parse_query(std::string_view input, TextAnalyzer& analyzer) {
  const LexedQuery lexed = lex_query(input);
  const SyntaxNode syntax = parse_syntax(input, lexed.lexemes);
  Builder builder(input, lexed.text, analyzer);
  QueryNode root = builder.build_root(syntax);
  std::string parsed = print_query(root);
  return {.input = std::string(input),
          .root = std::move(root),
          .parsed = std::move(parsed),
          .normalised = builder.words().normalised(),
          .score_only = builder.words().score_only(),
          .ignored = builder.words().ignored()};
}

}  // namespace smallprint::searching
