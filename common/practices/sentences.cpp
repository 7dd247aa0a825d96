#include "common/practices/sentences.hpp"

#include <algorithm>
#include <array>

#include "common/sentence_splitter.hpp"

namespace smallprint {
namespace {

// An item repeats its lead-in; a lead-in this long is a paragraph that happens to end in a colon.
constexpr std::size_t kMaxLeadInWords = 60;

Pause pause_in(std::string_view between) {
  Pause pause = Pause::kNone;
  for (std::size_t i = 0; i < between.size(); ++i) {
    const char byte = between[i];
    if (byte == ';' || byte == '\n' || byte == '|') {
      return Pause::kStop;
    }
    if (byte == ':') {
      pause = Pause::kColon;
    } else if (pause == Pause::kNone &&
               (byte == ',' || byte == '(' || byte == ')' || byte == '[' || byte == ']' ||
                between.substr(i).starts_with(" - ") || between.substr(i).starts_with("\u2013") ||
                between.substr(i).starts_with("\u2014"))) {
      pause = Pause::kComma;
    }
  }
  return pause;
}

bool ends_in(std::string_view sentence, char mark) {
  const std::size_t last = sentence.find_last_not_of(" \n\"')");
  return last != std::string_view::npos && sentence[last] == mark;
}

// How an answer begins that says nothing without its question.
constexpr auto kAnswers = std::to_array<std::string_view>({"No",
                                                           "NO",
                                                           "Never",
                                                           "None",
                                                           "Not ",
                                                           "Nobody",
                                                           "Nothing",
                                                           "Nowhere",
                                                           "Neither",
                                                           "Yes",
                                                           "Only ",
                                                           "Absolutely ",
                                                           "Certainly",
                                                           "Definitely",
                                                           "Of course"});

// How a sentence ends that leaves its verb to the one before: `Ours does not.`, `Our partners do.`
constexpr auto kAuxiliaries = std::to_array<std::string_view>({"do",
                                                               "does",
                                                               "did",
                                                               "is",
                                                               "are",
                                                               "was",
                                                               "were",
                                                               "has",
                                                               "have",
                                                               "will",
                                                               "can",
                                                               "may",
                                                               "would",
                                                               "could",
                                                               "must",
                                                               "shall"});
constexpr auto kNegations = std::to_array<std::string_view>({" not", "n't", "n\u2019t"});
constexpr std::size_t kMaxElliptic = 60;  // bytes

bool ends_in_word(std::string_view text, std::string_view word) {
  return text.ends_with(word) &&
         (text.size() == word.size() || text[text.size() - word.size() - 1] == ' ');
}

bool is_elliptic(std::string_view sentence) {
  if (sentence.size() > kMaxElliptic || !sentence.ends_with('.')) {
    return false;
  }
  sentence.remove_suffix(1);
  for (const std::string_view negation : kNegations) {
    if (sentence.ends_with(negation)) {
      sentence.remove_suffix(negation.size());
      break;
    }
  }
  return std::ranges::any_of(kAuxiliaries,
                             [&](std::string_view word) { return ends_in_word(sentence, word); });
}

// `- `, `* `, `1. `, `(a) `
bool begins_as_item(std::string_view line) {
  if (line.starts_with("- ") || line.starts_with("* ") || line.starts_with("\u2022")) {
    return true;
  }
  line.remove_prefix(line.starts_with('(') ? 1 : 0);
  const std::size_t mark = line.find_first_of(".)");
  constexpr std::size_t kLongestNumber = 4;  // `viii`
  return mark != std::string_view::npos && mark > 0 && mark <= kLongestNumber &&
         line.substr(mark + 1).starts_with(' ') &&
         line.substr(0, mark).find(' ') == std::string_view::npos;
}

// `What do we collect? Your name and ...`: whether it is one is told by its having no verb.
bool may_list(std::string_view question, std::string_view sentence) {
  return (question.starts_with("What") || question.starts_with("Which")) &&
         sentence.starts_with("Your ");
}

bool begins_as_answer(std::string_view sentence) {
  return std::ranges::any_of(kAnswers, [&](std::string_view answer) {
    return sentence.starts_with(answer) &&
           (answer.back() == ' ' || sentence.size() == answer.size() ||
            std::string_view(".,;:! ").find(sentence[answer.size()]) != std::string_view::npos);
  });
}

/// Walks over text and tokens side by side.
class Splitter {
 public:
  Splitter(std::string_view text,
           std::span<const Token> tokens,
           const Vocabulary& vocabulary,
           RuleWordCache& rule_words,
           PassageSentences& out)
      : text_(text), tokens_(tokens), vocabulary_(vocabulary), rule_words_(rule_words), out_(out) {}

  void run();

 private:
  void add_sentence(std::uint32_t begin, std::uint32_t end);
  void add_lead_in(const Sentence& lead_in, Sentence& sentence);
  void add_own_words(Sentence& sentence);
  void drop_words_from(std::size_t word);
  [[nodiscard]] bool leads_to_items(std::string_view written, std::size_t end) const;
  [[nodiscard]] std::uint32_t end_of_word_before(std::size_t token) const;

  std::string_view text_;
  std::span<const Token> tokens_;
  const Vocabulary& vocabulary_;
  RuleWordCache& rule_words_;
  PassageSentences& out_;
  std::size_t next_token_ = 0;
  Sentence lead_in_;   // its own words; without any, none is open
  Sentence question_;  // the sentence before, if it is one
  Sentence before_;    // the sentence before, if an elliptic one may go on with it
};

void Splitter::add_lead_in(const Sentence& lead_in, Sentence& sentence) {
  sentence.begin = lead_in.begin;
  for (std::size_t word = lead_in.first_word; word < lead_in.end_word; ++word) {
    out_.words.push_back(out_.words[word]);
    out_.pauses.push_back(out_.pauses[word]);
    out_.token.push_back(out_.token[word]);
  }
}

/// Where the text between a word and the one before it begins; a break token lies in between.
std::uint32_t Splitter::end_of_word_before(std::size_t token) const {
  if (token == 0) {
    return 0;
  }
  const Token& previous = tokens_[token - 1];
  return previous.word == kBreakWord ? previous.begin : previous.end;
}

void Splitter::add_own_words(Sentence& sentence) {
  sentence.own_word = out_.words.size();
  for (; next_token_ < tokens_.size() && tokens_[next_token_].begin < sentence.end; ++next_token_) {
    const Token& token = tokens_[next_token_];
    if (token.word == kBreakWord) {
      continue;
    }
    const std::uint32_t before = end_of_word_before(next_token_);
    out_.words.push_back(rule_words_.look_up(vocabulary_, token.word));
    out_.pauses.push_back(before >= token.begin
                              ? Pause::kNone
                              : pause_in(text_.substr(before, token.begin - before)));
    out_.token.push_back(static_cast<std::uint32_t>(next_token_));
  }
  sentence.end_word = out_.words.size();
}

void Splitter::drop_words_from(std::size_t word) {
  out_.words.resize(word);
  out_.pauses.resize(word);
  out_.token.resize(word);
}

// `We never` above `- sell it`
bool Splitter::leads_to_items(std::string_view written, std::size_t end) const {
  const std::size_t next = text_.find_first_not_of(" \n", end);
  return std::string_view(".!?;").find(written.back()) == std::string_view::npos &&
         next != std::string_view::npos && begins_as_item(text_.substr(next)) &&
         !begins_as_item(written);
}

void Splitter::add_sentence(std::uint32_t begin, std::uint32_t end) {
  const std::string_view written = text_.substr(begin, end - begin);
  const bool begins_line = begin == 0 || text_[begin - 1] == '\n';
  Sentence sentence{.begin = begin,
                    .end = end,
                    .first_word = out_.words.size(),
                    .is_question = ends_in(written, '?')};
  if (begins_line && lead_in_.end_word > lead_in_.first_word) {
    add_lead_in(lead_in_, sentence);
  } else if (question_.end_word > question_.first_word &&
             (begins_as_answer(written) ||
              may_list(text_.substr(question_.begin, question_.end - question_.begin), written))) {
    add_lead_in(question_, sentence);
    sentence.is_answer = true;
  } else if (before_.end_word > before_.first_word && is_elliptic(written)) {
    add_lead_in(before_, sentence);
    sentence.is_answer = true;
  }
  add_own_words(sentence);
  if (sentence.end_word == sentence.own_word) {
    drop_words_from(sentence.first_word);
    return;
  }
  if (end < text_.size() && text_[end] == '\n' &&
      (ends_in(written, ':') || leads_to_items(written, end)) &&
      sentence.end_word - sentence.own_word <= kMaxLeadInWords) {
    lead_in_ = sentence;
    lead_in_.begin = begin;
    lead_in_.first_word = sentence.own_word;
  }
  const bool is_short = sentence.end_word - sentence.own_word <= kMaxLeadInWords;
  question_ = sentence.is_question && is_short ? sentence : Sentence();
  before_ = !sentence.is_question && !sentence.is_answer && is_short ? sentence : Sentence();
  out_.sentences.push_back(sentence);
}

void Splitter::run() {
  for (std::size_t begin = 0; begin < text_.size();) {
    if (text_[begin] == ' ' || text_[begin] == '\n') {
      ++begin;
      continue;
    }
    const std::size_t end = sentence_end(text_, begin);
    add_sentence(static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end));
    begin = std::max(end, begin + 1);
  }
}

}  // namespace

void split_into_sentences(std::string_view text,
                          std::span<const Token> tokens,
                          const Vocabulary& vocabulary,
                          RuleWordCache& rule_words,
                          PassageSentences& out) {
  out.sentences.clear();
  out.words.clear();
  out.pauses.clear();
  out.token.clear();
  Splitter(text, tokens, vocabulary, rule_words, out).run();
}

}  // namespace smallprint
