#include "common/text_analyzer.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "common/ascii.hpp"
#include "common/normaliser.hpp"
#include "common/tokenizer.hpp"
#include "common/word_cache.hpp"

namespace smallprint {

namespace {

// Longer spellings are hardly words of a language; what is not remembered cannot fill the memory.
constexpr std::size_t kMaxCachedBytes = 64;

// Before these in capitals, `US` is a country all the same: a pronoun follows none of them.
constexpr std::array<std::string_view, 5> kBeforeNouns{{"THE", "OUR", "YOUR", "ITS", "THEIR"}};

// Until its neighbours are known: half of a pair, or `US`.
bool may_stand_for_another(const CachedWord& word) {
  return word.joins != JoinBy::kNothing || word.is_capital_us;
}

bool is_in_capitals(std::string_view word) {
  const auto is_capital = [](char letter) { return letter >= 'A' && letter <= 'Z'; };
  const auto is_small = [](char letter) { return letter >= 'a' && letter <= 'z'; };
  return std::ranges::count_if(word, is_capital) >= 2 && std::ranges::none_of(word, is_small);
}

}  // namespace

/// Walks over the words of one text at a time; keeps the cache and its buffers between texts.
class TextAnalyzer::Engine {
 public:
  explicit Engine(Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  void analyze(std::string_view text, std::vector<Token>& tokens);

 private:
  [[nodiscard]] std::string_view spelling(std::size_t index) const {
    return text_.substr(words_[index].begin, words_[index].end - words_[index].begin);
  }

  std::size_t add_words_at(std::size_t index, std::vector<Token>& tokens);
  CachedWord& look_up(std::string_view spelling);
  const CachedWord& look_up_used(std::string_view spelling);
  const CachedWord& look_up_pair(std::size_t first, char separator);
  [[nodiscard]] char joint_after(std::size_t index, JoinBy joins) const;
  [[nodiscard]] bool is_pronoun(std::size_t index) const;
  CachedWord& remember(std::string_view spelling, const CachedWord& word);
  void intern(CachedWord& word, const NormalForm& form);

  Vocabulary& vocabulary_;
  Normaliser normaliser_;
  WordCache cache_;
  CachedWord not_cached_;  // the latest word too long for the cache
  std::string_view text_;
  std::vector<RawWord> words_;  // of text_
  std::string pair_;
};

void TextAnalyzer::Engine::analyze(std::string_view text, std::vector<Token>& tokens) {
  text_ = text;
  words_.clear();
  split_words(text, words_);

  const std::size_t first = tokens.size();
  bool break_is_due = false;
  for (std::size_t index = 0; index < words_.size();) {
    break_is_due = break_is_due || words_[index].before == Separator::kBreak;
    const std::size_t next = tokens.size();
    index += add_words_at(index, tokens);
    if (tokens.size() == next) {
      continue;
    }
    if (break_is_due && next != first) {
      const Token block_end{
          .word = kBreakWord, .begin = tokens[next - 1].end, .end = tokens[next].begin};
      tokens.insert(tokens.begin() + static_cast<std::ptrdiff_t>(next), block_end);
    }
    break_is_due = false;
  }
}

// Adds the tokens of the word at `index`, or of it and the next when they are written together
// elsewhere. Gives how many written words it took.
std::size_t TextAnalyzer::Engine::add_words_at(std::size_t index, std::vector<Token>& tokens) {
  const CachedWord* word = &look_up(spelling(index));
  std::size_t taken = 1;
  if (const char joint = joint_after(index, word->joins); joint != '\0') {
    word = &look_up_pair(index, joint);
    taken = word->is_nothing ? 1 : 2;
  }
  if (word->is_capital_us && is_pronoun(index)) {
    word = &look_up_used("us");
  } else if (taken == 1 && word->first == kBreakWord) {
    word = &look_up_used(spelling(index));
  }
  if (!word->is_nothing) {
    Token token{
        .word = word->first, .begin = words_[index].begin, .end = words_[index + taken - 1].end};
    tokens.push_back(token);
    if (word->second != kBreakWord) {
      token.word = word->second;
      tokens.push_back(token);
    }
  }
  return taken;
}

// What stands between the word at `index` and the next, '-' or ' ', when it may join them; else
// NUL.
char TextAnalyzer::Engine::joint_after(std::size_t index, JoinBy joins) const {
  if (joins == JoinBy::kNothing || index + 1 == words_.size()) {
    return '\0';
  }
  const Separator separator = words_[index + 1].before;
  if (separator == Separator::kHyphen) {
    return '-';
  }
  return separator == Separator::kSpace && joins == JoinBy::kHyphenOrSpace ? ' ' : '\0';
}

// `US` at `index` is the pronoun when the word before it in the same block is in capitals too
// ("PLEASE CONTACT US"). In the archive 466 of 1,917 are, 8 of them wrongly. Initials before it are
// not the voice of the text: "EU-US", "the EU, US and UK", "DAA (US)"; so across punctuation the
// word before must be one of grammar ("WE" OR "US"). What follows says nothing ("CONTACT US about",
// "US RESIDENTS"), and no sentence begins with the pronoun.
bool TextAnalyzer::Engine::is_pronoun(std::size_t index) const {
  if (index == 0) {
    return false;
  }
  const std::string_view previous = spelling(index - 1);
  if (!is_in_capitals(previous) ||
      std::ranges::find(kBeforeNouns, previous) != kBeforeNouns.end()) {
    return false;
  }
  const Separator separator = words_[index].before;
  return separator == Separator::kSpace ||
         (separator == Separator::kOther && is_stop_word(ascii_lower(previous)));
}

CachedWord& TextAnalyzer::Engine::look_up(std::string_view spelling) {
  if (CachedWord* const known = cache_.find(spelling)) {
    return *known;
  }
  const NormalForm form = normaliser_.word(spelling);
  CachedWord& word = remember(
      spelling,
      {.joins = form.joins, .is_capital_us = form.is_capital_us, .is_nothing = form.term.empty()});
  if (!word.is_nothing && !may_stand_for_another(word)) {
    intern(word, form);
  }
  return word;
}

// The same for a word that stands for itself in a text: with its ids. Only one that might have
// stood for another has none yet.
const CachedWord& TextAnalyzer::Engine::look_up_used(std::string_view spelling) {
  CachedWord& word = look_up(spelling);
  if (word.first == kBreakWord && !word.is_nothing) {
    intern(word, normaliser_.word(spelling));
  }
  return word;
}

const CachedWord& TextAnalyzer::Engine::look_up_pair(std::size_t first, char separator) {
  pair_.assign(spelling(first));
  pair_ += separator;
  pair_ += spelling(first + 1);
  if (const CachedWord* const known = cache_.find(pair_)) {
    return *known;
  }
  const NormalForm form = normaliser_.pair(spelling(first), separator, spelling(first + 1));
  CachedWord& word = remember(pair_, {.is_nothing = form.term.empty()});
  if (!word.is_nothing) {
    intern(word, form);
  }
  return word;
}

CachedWord& TextAnalyzer::Engine::remember(std::string_view spelling, const CachedWord& word) {
  return spelling.size() > kMaxCachedBytes ? not_cached_ = word : cache_.insert(spelling, word);
}

void TextAnalyzer::Engine::intern(CachedWord& word, const NormalForm& form) {
  word.first = vocabulary_.intern(form.written, form.term);
  if (!form.second_term.empty()) {
    word.second = vocabulary_.intern(form.written, form.second_term);
  }
}

TextAnalyzer::TextAnalyzer() : engine_(std::make_unique<Engine>(vocabulary_)) {
}

TextAnalyzer::~TextAnalyzer() = default;

void TextAnalyzer::analyze(std::string_view text, std::vector<Token>& tokens) {
  engine_->analyze(text, tokens);
}

}  // namespace smallprint
