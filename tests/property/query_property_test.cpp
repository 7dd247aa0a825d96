// Random queries: what a query matches against a second, obvious reading of the grammar; the
// printed line against the tree; and strings of any lexemes against the promise about errors.

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "common/error.hpp"
#include "common/text_analyzer.hpp"
#include "searcher/query/query.hpp"
#include "searcher/query/query_parser.hpp"
#include "searcher/query/query_printer.hpp"

namespace smallprint::searching {
namespace {

constexpr std::size_t kQueries = 10'000;

/// One bit for each of 64 imagined passages: those that match. AND, OR and NOT are those of bits.
using Passages = std::uint64_t;

/// The passages in which a condition holds: any, but always the same (FNV-1a, then the finisher of
/// SplitMix64).
Passages with_condition(std::string_view condition) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const char byte : condition) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3U;
  }
  hash = (hash ^ (hash >> 30U)) * 0xBF58476D1CE4E5B9U;
  hash = (hash ^ (hash >> 27U)) * 0x94D049BB133111EBU;
  return hash ^ (hash >> 31U);
}

Passages matching(const QueryNode& node);

Passages matching_all(const std::vector<QueryNode>& nodes) {
  Passages all = ~Passages{0};
  for (const QueryNode& node : nodes) {
    all &= matching(node);
  }
  return all;
}

Passages matching_any(const std::vector<QueryNode>& nodes) {
  Passages any = 0;
  for (const QueryNode& node : nodes) {
    any |= matching(node);
  }
  return any;
}

/// What query.hpp says a tree matches, word for word.
Passages matching(const QueryNode& node) {
  switch (node.kind) {
    case NodeKind::kNothing:
      return ~Passages{0};
    case NodeKind::kAnd:
      return matching_all(node.children);
    case NodeKind::kOr:
      return matching_any(node.children);
    case NodeKind::kNot:
      return ~matching(node.children.at(0));
    case NodeKind::kList: {
      const bool any_will_do = !node.required.empty() || node.optional.empty();
      return matching_all(node.restricting) & matching_all(node.required) &
             ~matching_any(node.excluded) &
             (any_will_do ? ~Passages{0} : matching_any(node.optional));
    }
    default:
      return with_condition(print_query(node));
  }
}

/// A query as text and, worked out beside it, what it matches.
struct Sample {
  std::string text;
  Passages matching = 0;
  bool only_fields = false;
  std::string values_of;  ///< the field it gives a value, or alternatives, of
};

/// The reference reading of a list, kept as simple as the description of kList.
class ReferenceList {
 public:
  void add(char sign, const Sample& item) {
    if (sign == '-') {
      has_excluded_ = true;
      excluded_ |= item.matching;
      only_fields_ = only_fields_ && item.only_fields;
    } else if (item.only_fields) {
      const std::string group = item.values_of.empty()
                                    ? fmt::format("condition {}", restricting_.size())
                                    : item.values_of;
      restricting_[group] |= item.matching;
      values_of_ = item.values_of;
    } else if (sign == '+') {
      only_fields_ = false;
      has_required_ = true;
      required_ &= item.matching;
    } else {
      only_fields_ = false;
      has_optional_ = true;
      optional_ |= item.matching;
    }
  }

  [[nodiscard]] Sample take(std::string text) const {
    Passages matching = required_ & ~excluded_;
    for (const auto& [group, alternatives] : restricting_) {
      matching &= alternatives;
    }
    if (!has_required_ && has_optional_) {
      matching &= optional_;
    }
    const bool is_one_group = only_fields_ && !has_excluded_ && restricting_.size() == 1;
    return {.text = std::move(text),
            .matching = matching,
            .only_fields = only_fields_,
            .values_of = is_one_group ? values_of_ : ""};
  }

 private:
  std::map<std::string, Passages> restricting_;
  Passages required_ = ~Passages{0};
  Passages optional_ = 0;
  Passages excluded_ = 0;
  bool has_required_ = false;
  bool has_optional_ = false;
  bool has_excluded_ = false;
  bool only_fields_ = true;
  std::string values_of_;
};

/// Words that are their own terms, so that what is printed can be parsed again.
constexpr std::array<std::string_view, 5> kWords{"email", "phone", "share", "third", "fax"};

class Generator {
 public:
  explicit Generator(std::uint32_t seed) : random_(seed) {}

  std::size_t below(std::size_t bound) { return random_() % bound; }

  Sample query() { return alternatives(2); }

 private:
  std::string word() { return std::string(kWords[below(kWords.size())]); }

  Sample alternatives(int depth) {
    Sample joined = conditions(depth);
    const std::size_t more = below(4) / 2;
    for (std::size_t i = 0; i < more; ++i) {
      const Sample next = conditions(depth);
      joined.text += " OR " + next.text;
      joined.matching |= next.matching;
      joined.only_fields = joined.only_fields && next.only_fields;
      joined.values_of = joined.values_of == next.values_of ? joined.values_of : "";
    }
    return joined;
  }

  Sample conditions(int depth) {
    Sample joined = negation(depth);
    const std::size_t more = below(4) / 2;
    for (std::size_t i = 0; i < more; ++i) {
      const bool is_negated = below(3) == 0;
      const Sample next = is_negated ? list(depth) : negation(depth);
      joined.text += (is_negated ? " NOT " : " AND ") + next.text;
      joined.matching &= is_negated ? ~next.matching : next.matching;
      joined.only_fields = joined.only_fields && next.only_fields;
      joined.values_of = "";
    }
    return joined;
  }

  Sample negation(int depth) {
    Sample operand = list(depth);
    if (below(6) != 0) {
      return operand;
    }
    operand.text = "NOT " + operand.text;
    operand.matching = ~operand.matching;
    operand.values_of = "";
    return operand;
  }

  Sample list(int depth) {
    ReferenceList reference;
    std::string text;
    const std::size_t size = 1 + below(3);
    for (std::size_t i = 0; i < size; ++i) {
      const std::size_t choice = below(8);
      const char sign = choice == 0 ? '+' : choice == 1 ? '-' : ' ';
      Sample next = item(depth);
      if (size == 1 && sign == ' ') {
        return next;
      }
      text.append(i == 0 ? "" : " ").append(sign == ' ' ? "" : std::string(1, sign));
      text.append(next.text);
      reference.add(sign, next);
    }
    return reference.take(std::move(text));
  }

  Sample item(int depth) {
    switch (below(depth > 0 ? 12 : 9)) {
      case 0:
        return leaf("site:" + word());
      case 1:
        return leaf("heading:" + word());
      case 2:
        return leaf("\"" + word() + " " + word() + "\"");
      case 3:
        return near();
      case 4:
        return leaf("pho*");
      case 9:
      case 10:
      case 11: {
        Sample inner = alternatives(depth - 1);
        inner.text = "(" + inner.text + ")";
        return inner;
      }
      default:
        return leaf(word());
    }
  }

  Sample near() {
    const std::string text = fmt::format("{} NEAR/{} {}", word(), 1 + below(50), word());
    return {.text = text,
            .matching = with_condition("(" + text + ")"),
            .only_fields = false,
            .values_of = {}};
  }

  static Sample leaf(const std::string& text) {
    const std::size_t colon = text.find(':');
    const bool is_field = colon != std::string::npos;
    return {.text = text,
            .matching = with_condition(text),
            .only_fields = is_field,
            .values_of = is_field ? text.substr(0, colon) : ""};
  }

  std::mt19937 random_;
};

/// Nothing when the query is refused, as it may be; any other exception fails the test.
std::optional<ParsedQuery> parse_or_refuse(std::string_view text, TextAnalyzer& analyzer) {
  try {
    return parse_query(text, analyzer);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ExitCode::kUsage) << text;
    return std::nullopt;
  }
}

/// True when the printed line uses nothing that the language lacks.
bool is_a_query(const std::string& printed) {
  return printed.find("AND_MAYBE") == std::string::npos && printed != "<all>";
}

TEST(QueryProperty, AQueryMatchesWhatTheObviousReadingOfItMatches) {
  TextAnalyzer analyzer;
  Generator generator(1);
  std::size_t compared = 0;
  for (std::size_t i = 0; i < kQueries; ++i) {
    const Sample sample = generator.query();
    if (const auto query = parse_or_refuse(sample.text, analyzer)) {
      EXPECT_EQ(matching(query->root), sample.matching) << sample.text << "\n" << query->parsed;
      ++compared;
    }
  }
  EXPECT_GT(compared, kQueries * 3 / 4) << "the others are beyond a limit";
}

void expect_printed_line_parses_to(const ParsedQuery& query, TextAnalyzer& analyzer) {
  const ParsedQuery again = parse_query(query.parsed, analyzer);
  EXPECT_EQ(again.parsed, query.parsed) << query.input;
  EXPECT_EQ(matching(again.root), matching(query.root)) << query.input;
}

TEST(QueryProperty, ThePrintedLineIsAQueryOfTheSameMeaningThatPrintsAlike) {
  TextAnalyzer analyzer;
  Generator generator(2);
  std::size_t compared = 0;
  for (std::size_t i = 0; i < kQueries; ++i) {
    const auto query = parse_or_refuse(generator.query().text, analyzer);
    if (query && is_a_query(query->parsed)) {
      expect_printed_line_parses_to(*query, analyzer);
      ++compared;
    }
  }
  EXPECT_GT(compared, kQueries / 3);
}

TEST(QueryProperty, AnyStringOfLexemesParsesOrIsRefused) {
  constexpr std::array<std::string_view, 36> kPieces{
      "email",  "third-party", "the",    "AND", "OR",   "NOT",   "NEAR", "NEAR/3",   "(",
      ")",      "+",           "-",      "\"",  "*",    "site:", "a.b",  "heading:", "exact:",
      "\u201C", "\u201D",      "\u00E9", " ",   " ",    " ",     " ",    "?",        "http://a",
      "US",     "e-mail",      "don't",  "web", "site", "\n",    "x:y",  "\xC3",     "share*"};
  TextAnalyzer analyzer;
  Generator generator(3);
  std::size_t parsed = 0;
  for (std::size_t i = 0; i < kQueries; ++i) {
    std::string text;
    const std::size_t size = generator.below(12);
    for (std::size_t piece = 0; piece < size; ++piece) {
      text.append(kPieces[generator.below(kPieces.size())]);
    }
    if (parse_or_refuse(text, analyzer)) {
      ++parsed;
    }
  }
  EXPECT_GT(parsed, kQueries / 20);
}

TEST(QueryProperty, AnyBytesParseOrAreRefused) {
  TextAnalyzer analyzer;
  Generator generator(4);
  for (std::size_t i = 0; i < kQueries; ++i) {
    std::string bytes(generator.below(40), '\0');
    for (char& byte : bytes) {
      byte = static_cast<char>(generator.below(256));
    }
    static_cast<void>(parse_or_refuse(bytes, analyzer));
  }
}

}  // namespace
}  // namespace smallprint::searching
