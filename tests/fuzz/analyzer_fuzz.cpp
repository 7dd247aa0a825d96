// Any bytes through the text analyzer: what it promises of tokens and terms must hold.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "common/text_analyzer.hpp"

namespace {

constexpr std::size_t kMaxTermBytes = 120;

void require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

void check_tokens(const std::vector<smallprint::Token>& tokens,
                  std::size_t text_bytes,
                  const smallprint::Vocabulary& vocabulary) {
  std::size_t previous_begin = 0;
  std::size_t previous_end = 0;
  bool after_break = true;
  for (const smallprint::Token& token : tokens) {
    const bool is_break = token.word == smallprint::kBreakWord;
    const bool shares_range = token.begin == previous_begin && token.end == previous_end;
    require(token.begin <= token.end && token.end <= text_bytes);
    require(token.begin >= previous_end || shares_range);
    require(token.word < vocabulary.words());
    require(!is_break || !after_break);
    previous_begin = token.begin;
    previous_end = token.end;
    after_break = is_break;
  }
  require(tokens.empty() || !after_break);
}

void check_words(const smallprint::Vocabulary& vocabulary) {
  for (smallprint::WordId word = 1; word < vocabulary.words(); ++word) {
    const std::string_view term = vocabulary.term(vocabulary.stem(word));
    require(!vocabulary.written(word).empty());
    require(!term.empty() && term.size() <= kMaxTermBytes);
    require(term.find('\0') == std::string_view::npos);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  smallprint::TextAnalyzer analyzer;
  std::vector<smallprint::Token> tokens;
  analyzer.analyze(text, tokens);
  check_tokens(tokens, size, analyzer.vocabulary());
  check_words(analyzer.vocabulary());

  // Nothing new the second time: the cache says what the normaliser said.
  const std::size_t words = analyzer.vocabulary().words();
  std::vector<smallprint::Token> again;
  analyzer.analyze(text, again);
  require(analyzer.vocabulary().words() == words && again.size() == tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    require(tokens[i].word == again[i].word && tokens[i].begin == again[i].begin &&
            tokens[i].end == again[i].end);
  }
  return 0;
}
