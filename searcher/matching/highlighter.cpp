#include "searcher/matching/highlighter.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <span>
#include <string>
#include <string_view>

#include "common/error.hpp"
#include "common/forward_index.hpp"
#include "common/generation.hpp"

namespace smallprint::searching {
namespace {

/// Words of a passage; those of a break are empty and equal no word of a query.
struct PlacedWord {
  std::string_view written;
  std::string_view term;
  bool is_found = false;
};

bool same_term(const PlacedWord& word, const QueryWord& wanted) {
  return word.term == wanted.term;
}

bool same_writing(const PlacedWord& word, const QueryWord& wanted) {
  return word.written == wanted.written && same_term(word, wanted);
}

std::vector<PlacedWord> words_of(const ShardReader& shard, const PassageWords& passage) {
  std::vector<PlacedWord> words;
  words.reserve(passage.words.size());
  for (const WordId id : passage.words) {
    if (id >= shard.word_stem.size() || shard.word_stem[id] >= shard.stems.size()) {
      throw Error(ExitCode::kIo, "a passage of the index has an unknown word", kRebuildHint);
    }
    words.push_back({.written = shard.words[id], .term = shard.stems[shard.word_stem[id]]});
  }
  return words;
}

/// Notes which words of one passage the conditions of a query find.
class Marker {
 public:
  Marker(std::vector<PlacedWord>& words, std::size_t heading_words)
      : words_(words), heading_words_(heading_words) {}

  void mark(const QueryNode& node) {
    switch (node.kind) {
      case NodeKind::kWord:
      case NodeKind::kPhrase:
        mark_phrase(words_, node.words, same_term);
        break;
      case NodeKind::kExact:
        mark_phrase(words_, node.words, same_writing);
        break;
      case NodeKind::kNear:
        mark_near(node.words, node.distance + node.words.size() - 1);
        break;
      case NodeKind::kPrefix:
        mark_prefix(node.words.front().written);
        break;
      case NodeKind::kField:  // of headings; other fields have no words
        mark_phrase(std::span(words_).first(heading_words_), node.words, same_term);
        break;
      case NodeKind::kAnd:
      case NodeKind::kOr:
      case NodeKind::kList:
        for (const auto* children :
             {&node.children, &node.restricting, &node.required, &node.optional}) {
          std::for_each(children->begin(), children->end(), [&](const auto& one) { mark(one); });
        }
        break;
      case NodeKind::kNot:
      case NodeKind::kNothing:
        break;
    }
  }

  void mark_word(const QueryWord& word) { mark_phrase(words_, std::span(&word, 1), same_term); }

 private:
  template <typename Same>
  static void mark_phrase(std::span<PlacedWord> words,
                          std::span<const QueryWord> phrase,
                          const Same& same) {
    for (; !phrase.empty() && words.size() >= phrase.size(); words = words.subspan(1)) {
      if (std::equal(phrase.begin(), phrase.end(), words.begin(), [&](const auto& a, auto& b) {
            return same(b, a);
          })) {
        std::for_each_n(words.begin(), phrase.size(), [](auto& word) { word.is_found = true; });
      }
    }
  }

  void mark_prefix(const std::string& prefix) {
    for (PlacedWord& word : words_) {
      word.is_found = word.is_found || word.written.starts_with(prefix);
    }
  }

  void mark_near(const std::vector<QueryWord>& wanted, std::size_t window) {
    std::vector<std::string_view> terms;
    std::transform(wanted.begin(), wanted.end(), std::back_inserter(terms), [](const auto& word) {
      return std::string_view(word.term);
    });
    std::sort(terms.begin(), terms.end());
    const auto is_wanted = [&](const PlacedWord& word) {
      return std::binary_search(terms.begin(), terms.end(), word.term);
    };
    for (std::size_t begin = 0; begin < words_.size(); ++begin) {
      if (!is_wanted(words_[begin])) {
        continue;
      }
      const auto part = std::span(words_).subspan(begin, std::min(window, words_.size() - begin));
      std::vector<std::string_view> seen;
      for (const PlacedWord& word : part) {
        if (is_wanted(word)) {
          seen.push_back(word.term);
        }
      }
      std::sort(seen.begin(), seen.end());
      if (std::includes(seen.begin(), seen.end(), terms.begin(), terms.end())) {
        for (PlacedWord& word : part) {
          word.is_found = word.is_found || is_wanted(word);
        }
      }
    }
  }

  std::vector<PlacedWord>& words_;
  std::size_t heading_words_;
};

}  // namespace

Highlights find_highlights(const ParsedQuery& query,
                           const ShardReader& shard,
                           std::uint32_t row,
                           const std::string& text,
                           TextAnalyzer& analyzer) {
  PassageWords passage;
  shard.forward.read(row, passage);
  std::vector<PlacedWord> words = words_of(shard, passage);
  Marker marker(words, passage.heading_words);
  marker.mark(query.root);
  for (const QueryWord& word : query.score_only) {
    marker.mark_word(word);
  }

  std::vector<Token> tokens;
  analyzer.analyze(text, tokens);
  const bool has_break = passage.heading_words > 0 && !tokens.empty();
  const std::size_t text_begin = passage.heading_words + (has_break ? 1U : 0U);
  if (words.size() != text_begin + tokens.size()) {
    throw Error(
        ExitCode::kIo, "a passage of the index has other words than its text", kRebuildHint);
  }
  Highlights found;
  found.in_heading = std::any_of(words.begin(),
                                 words.begin() + static_cast<std::ptrdiff_t>(text_begin),
                                 [](const PlacedWord& word) { return word.is_found; });
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool is_second_half =  // of a word that stands for two
        !found.ranges.empty() && found.ranges.back().second >= tokens[i].end;
    if (words[text_begin + i].is_found && !is_second_half) {
      found.ranges.emplace_back(tokens[i].begin, tokens[i].end);
    }
  }
  return found;
}

}  // namespace smallprint::searching
