#include "searcher/query/query_words.hpp"

#include <algorithm>
#include <memory>

#include <fmt/format.h>
#include <libstemmer.h>
#include <utf8proc.h>

#include "common/code_point.hpp"
#include "searcher/query/query_error.hpp"

namespace smallprint::searching {

namespace {

/// Snowball English without any rule of ours: what the reader of a query expects a word to become.
class PlainStemmer {
 public:
  PlainStemmer() : stemmer_(sb_stemmer_new("english", "UTF_8"), &sb_stemmer_delete) {}

  [[nodiscard]] std::string_view stem(std::string_view word) {
    const sb_symbol* const stemmed =
        sb_stemmer_stem(stemmer_.get(),
                        reinterpret_cast<const sb_symbol*>(word.data()),
                        static_cast<int>(word.size()));
    return {reinterpret_cast<const char*>(stemmed),
            static_cast<std::size_t>(sb_stemmer_length(stemmer_.get()))};
  }

 private:
  std::unique_ptr<sb_stemmer, decltype(&sb_stemmer_delete)> stemmer_;
};

constexpr utf8proc_int32_t kCurlyApostrophe = 0x2019;

/// Simple lower case, code point by code point, and apostrophes straight: neither is worth a note.
/// `text` is valid UTF-8.
std::string lower_case(std::string_view text) {
  std::string lower;
  lower.reserve(text.size());
  while (!text.empty()) {
    const CodePoint next = first_code_point(text);
    const auto code_point = static_cast<utf8proc_int32_t>(next.value);
    const utf8proc_int32_t folded =
        code_point == kCurlyApostrophe ? '\'' : utf8proc_tolower(code_point);
    append_code_point(lower, static_cast<char32_t>(folded));
    text.remove_prefix(next.size);
  }
  return lower;
}

/// One past the last of `words` that stands in the same piece of text without a space as
/// words[first]; `piece_end` becomes the end of that piece.
std::size_t end_of_piece(std::string_view text,
                         const std::vector<AnalyzedWord>& words,
                         std::size_t first,
                         std::size_t& piece_end) {
  piece_end = words[first].end;
  std::size_t last = first + 1;
  while (last < words.size() && text.find(' ', piece_end) >= words[last].begin) {
    piece_end = std::max(piece_end, words[last].end);
    ++last;
  }
  return last;
}

/// In input order, equal values once. `notes` may come in any order: a list looks at its signed
/// words and its stop words last.
template <typename Value, typename Note>
std::vector<Value> ordered_values(std::vector<Note> notes) {
  std::ranges::stable_sort(notes, {}, &Note::column);
  std::vector<Value> values;
  for (Note& note : notes) {
    if (std::ranges::find(values, note.value) == values.end()) {
      values.push_back(std::move(note.value));
    }
  }
  return values;
}

}  // namespace

std::vector<AnalyzedWord> QueryWords::analyze(std::size_t begin, std::size_t end) {
  tokens_.clear();
  analyzer_.analyze(text_.substr(begin, end - begin), tokens_);
  const Vocabulary& vocabulary = analyzer_.vocabulary();
  std::vector<AnalyzedWord> words;
  for (const Token& token : tokens_) {
    if (token.word == kBreakWord) {
      continue;
    }
    count_term(begin + token.begin);
    words.push_back({.word = {.written = std::string(vocabulary.written(token.word)),
                              .term = std::string(vocabulary.term(vocabulary.stem(token.word)))},
                     .begin = begin + token.begin,
                     .end = begin + token.end});
  }
  return words;
}

void QueryWords::count_term(std::size_t column) {
  if (++terms_ > kMaxQueryTerms) {
    fail_query(query_, column, fmt::format("the query has more than {} words", kMaxQueryTerms));
  }
}

void QueryWords::note_normalised(const std::vector<AnalyzedWord>& words) {
  PlainStemmer stemmer;
  std::size_t piece_end = 0;
  for (std::size_t first = 0, last = 0; first < words.size(); first = last) {
    last = end_of_piece(text_, words, first, piece_end);
    const std::size_t begin = words[first].begin;
    const std::string_view piece = text_.substr(begin, piece_end - begin);
    const std::string lower = lower_case(piece);
    const QueryWord& word = words[first].word;
    const bool is_one_word = last == first + 1 && word.written == lower;
    std::string became = word.term;
    for (std::size_t i = first + 1; i < last; ++i) {
      became.append(" ").append(words[i].word.term);
    }
    if (is_one_word && (became == lower || became == stemmer.stem(lower))) {
      continue;
    }
    normalised_.push_back({.column = begin, .value = {std::string(piece), std::move(became)}});
  }
}

void QueryWords::note_ignored(std::size_t column, std::string_view what) {
  ignored_.push_back({.column = column, .value = std::string(what)});
}

std::vector<std::pair<std::string, std::string>> QueryWords::normalised() const {
  return ordered_values<std::pair<std::string, std::string>>(normalised_);
}

void QueryWords::note_score_only(std::size_t column, const QueryWord& word) {
  score_only_.push_back({.column = column, .value = word});
}

std::vector<QueryWord> QueryWords::score_only() const {
  return ordered_values<QueryWord>(score_only_);
}

std::vector<std::string> QueryWords::ignored() const {
  return ordered_values<std::string>(ignored_);
}

}  // namespace smallprint::searching
