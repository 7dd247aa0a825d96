/// The words of a query: analysed like the archive, counted, and noted where analysis changed them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/text_analyzer.hpp"
#include "searcher/query/query.hpp"

namespace smallprint::searching {

/// One word and the bytes of the query it comes from, half open. Words may share a range, and one
/// may span a space (TextAnalyzer).
struct AnalyzedWord {
  QueryWord word;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Used for one query by one thread; the query, its text and the analyzer outlive it.
class QueryWords {
 public:
  /// `text` is `query` with plain spaces (LexedQuery::text).
  QueryWords(std::string_view query, std::string_view text, TextAnalyzer& analyzer)
      : query_(query), text_(text), analyzer_(analyzer) {}

  /// The words of text[begin, end), breaks left out. Each counts as one term of the query.
  [[nodiscard]] std::vector<AnalyzedWord> analyze(std::size_t begin, std::size_t end);

  /// Counts one term. Throws Error(kUsage) at `column` when it is one more than kMaxQueryTerms.
  void count_term(std::size_t column);

  /// Notes which of `words`, in the order of the query, are not what a reader of the query expects:
  /// joined, split, respelt, or with a term that is neither the lower-case word nor what Snowball
  /// English makes of it.
  void note_normalised(const std::vector<AnalyzedWord>& words);

  /// Notes that `what`, which begins at `column`, takes no part in the search.
  void note_ignored(std::size_t column, std::string_view what);

  /// Notes a stop word that adds to scores only.
  void note_score_only(std::size_t column, const QueryWord& word);

  /// Each pair, stop word and ignored text once, in input order.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> normalised() const;
  [[nodiscard]] std::vector<QueryWord> score_only() const;
  [[nodiscard]] std::vector<std::string> ignored() const;

 private:
  template <typename Value>
  struct Note {
    std::size_t column = 0;
    Value value;
  };

  std::string_view query_;
  std::string_view text_;
  TextAnalyzer& analyzer_;
  std::vector<Token> tokens_;  // kept for its capacity
  std::size_t terms_ = 0;
  std::vector<Note<std::pair<std::string, std::string>>> normalised_;
  std::vector<Note<QueryWord>> score_only_;
  std::vector<Note<std::string>> ignored_;
};

}  // namespace smallprint::searching
