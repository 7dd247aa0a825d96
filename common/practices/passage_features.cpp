#include "common/practices/passage_features.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <string_view>

#include "common/digest.hpp"
#include "common/practices/label_names.hpp"

namespace smallprint {
namespace {

// As index terms. A negation reaches the next eight words of its sentence, and who denies stands at
// most four before it.
constexpr std::size_t kNegationReach = 8;
constexpr std::size_t kWhoReach = 4;

constexpr auto kNegations = std::to_array<std::string_view>({"not",
                                                             "no",
                                                             "never",
                                                             "neither",
                                                             "nor",
                                                             "without",
                                                             "cannot",
                                                             "cant",
                                                             "dont",
                                                             "wont",
                                                             "doesnt",
                                                             "isnt",
                                                             "arent",
                                                             "unless"});

constexpr auto kWho =
    std::to_array<std::string_view>({"we", "you", "they", "our", "compani", "site"});

constexpr auto kFunctionWords = std::to_array<std::string_view>(
    {"a",     "an",    "the",  "of",   "to",    "in",   "and",  "or",   "for",  "on",
     "at",    "by",    "is",   "are",  "be",    "as",   "it",   "its",  "that", "this",
     "these", "those", "with", "from", "was",   "were", "has",  "have", "had",  "will",
     "may",   "can",   "our",  "us",   "we",    "you",  "your", "i",    "my",   "they",
     "their", "them",  "he",   "she",  "which", "who",  "what"});

template <std::size_t n>
bool is_one_of(const std::array<std::string_view, n>& words, std::string_view term) {
  return std::ranges::find(words, term) != words.end();
}

constexpr FeatureKey mixed(FeatureKey a, FeatureKey b) {
  FeatureKey key = a * 0x9e3779b97f4a7c15U + std::rotl(b, 31);
  key ^= key >> 32;
  key *= 0xd6e8feb86659fd93U;
  return key ^ key >> 29;
}

// What the rules read of polarity is rarer and surer than the rest of what they say.
constexpr float kPolarityFactor = 2;

constexpr bool is_polarity(std::size_t label) {
  return label >= kFirstPolarityLabel && label < kFirstValueLabel;
}

// First part of a negation feature's key, so that its kinds differ from each other.
constexpr FeatureKey kNegationAlone = 1;
constexpr FeatureKey kNegationWho = 2;
constexpr FeatureKey kNegated = 3;
constexpr FeatureKey kNegatedWho = 4;

/// Calls `word(term)` for each and `pair(key)` for each two neighbours without a break between
/// them.
template <typename Word, typename Pair>
void for_each_text_feature(std::span<const Token> tokens,
                           const Vocabulary& vocabulary,
                           const FeatureTermCache& terms,
                           Word word,
                           Pair pair) {
  const FeatureTerm* before = nullptr;  // stays where it is: nothing is looked up anew
  for (const Token& token : tokens) {
    if (token.word == kBreakWord) {
      before = nullptr;
      continue;
    }
    const FeatureTerm& term = terms.look_up(vocabulary, token.word);
    word(term);
    if (before != nullptr) {
      pair(*before, term);
    }
    before = &term;
  }
}

template <typename Word>
void for_each_word(std::span<const Token> tokens,
                   const Vocabulary& vocabulary,
                   const FeatureTermCache& terms,
                   Word word) {
  for (const Token& token : tokens) {
    if (token.word != kBreakWord) {
      word(terms.look_up(vocabulary, token.word));
    }
  }
}

/// Walks the negations of a passage. A sentence is taken to end at any full stop, semicolon,
/// question or exclamation mark, which is right often enough for counting.
class NegationWalk {
 public:
  NegationWalk(const AnalyzedPassage& passage,
               const Vocabulary& vocabulary,
               const FeatureTermCache& terms)
      : text_(passage.text), tokens_(passage.text_tokens), vocabulary_(vocabulary), terms_(terms) {}

  /// Calls `visit(key)` for each feature.
  template <typename Visit>
  void run(Visit visit) const {
    for (std::size_t at = 0; at < tokens_.size(); ++at) {
      if (tokens_[at].word != kBreakWord && term(at).is_negation) {
        visit_negation(at, visit);
      }
    }
  }

 private:
  [[nodiscard]] const FeatureTerm& term(std::size_t at) const {
    return terms_.look_up(vocabulary_, tokens_[at].word);
  }

  /// True when a sentence ends between the token before `at` and it.
  [[nodiscard]] bool ends_before(std::size_t at) const {
    if (tokens_[at].word == kBreakWord || tokens_[at - 1].word == kBreakWord) {
      return true;
    }
    const std::size_t begin = tokens_[at - 1].end;
    const std::size_t end = tokens_[at].begin;
    return begin < end &&
           text_.substr(begin, end - begin).find_first_of(".;?!") != std::string_view::npos;
  }

  [[nodiscard]] FeatureKey who_before(std::size_t negation) const {
    for (std::size_t at = negation; at > 0 && negation - at < kWhoReach; --at) {
      if (ends_before(at)) {
        break;
      }
      if (term(at - 1).is_who) {
        return term(at - 1).key;
      }
    }
    return 0;
  }

  template <typename Visit>
  void visit_negation(std::size_t negation, Visit visit) const {
    const FeatureKey who = who_before(negation);
    const FeatureKey key = term(negation).key;
    visit(mixed(kNegationAlone, key));
    visit(mixed(mixed(kNegationWho, who), key));
    for (std::size_t at = negation + 1; at <= negation + kNegationReach && at < tokens_.size();
         ++at) {
      if (ends_before(at)) {
        break;
      }
      if (term(at).is_function_word) {
        continue;
      }
      visit(mixed(kNegated, term(at).key));
      if (who != 0) {
        visit(mixed(mixed(kNegatedWho, who), term(at).key));
      }
    }
  }

  std::string_view text_;
  std::span<const Token> tokens_;
  const Vocabulary& vocabulary_;
  const FeatureTermCache& terms_;
};

}  // namespace

void FeatureTermCache::grow(const Vocabulary& vocabulary, const FeatureVocabulary& features) {
  for (auto stem = static_cast<StemId>(by_stem_.size()); stem < vocabulary.stems(); ++stem) {
    const std::string_view term = vocabulary.term(stem);
    const FeatureKey key = hash64(term);
    by_stem_.push_back({.key = key,
                        .text = in(features, FeatureSpace::kText).find(key),
                        .previous = in(features, FeatureSpace::kPrevious).find(key),
                        .heading = in(features, FeatureSpace::kHeading).find(key),
                        .is_negation = is_one_of(kNegations, term),
                        .is_who = is_one_of(kWho, term),
                        .is_function_word = is_one_of(kFunctionWords, term)});
  }
}

FeatureKey rule_feature_key(LabelId label) {
  return hash64(label_name(label));
}

FeatureReader::FeatureReader(const FeatureVocabulary& features) : features_(features) {
  for (std::size_t space = 0; space < kFeatureSpaceCount; ++space) {
    counts_[space].resize(features[space].size());
  }
  for (std::size_t label = 0; label < kLabelCount; ++label) {
    rule_feature_[label] =
        in(features, FeatureSpace::kRules).find(rule_feature_key(static_cast<LabelId>(label)));
  }
}

void FeatureReader::count(FeatureSpace space, std::uint32_t feature) {
  if (feature == kNoFeature) {
    return;
  }
  std::uint16_t& count = counts_[static_cast<std::size_t>(space)][feature];
  if (count == 0) {
    vectors_[static_cast<std::size_t>(space)].push_back({.number = feature});
  }
  count = static_cast<std::uint16_t>(std::min(count + 1, UINT16_MAX));
}

void FeatureReader::count_text(std::span<const Token> tokens, const Vocabulary& vocabulary) {
  const FeatureSet& text = in(features_, FeatureSpace::kText);
  for_each_text_feature(
      tokens,
      vocabulary,
      terms_,
      [&](const FeatureTerm& term) { count(FeatureSpace::kText, term.text); },
      [&](const FeatureTerm& first, const FeatureTerm& second) {
        // No pair is known but of known words: it is at least as rare as either.
        if (first.text != kNoFeature && second.text != kNoFeature) {
          count(FeatureSpace::kText, text.find(mixed(first.key, second.key)));
        }
      });
}

void FeatureReader::weigh(FeatureSpace space) {
  const FeatureSet& set = in(features_, space);
  auto& counts = counts_[static_cast<std::size_t>(space)];
  auto& vector = vectors_[static_cast<std::size_t>(space)];
  float squares = 0;
  for (Feature& feature : vector) {
    std::uint16_t& count = counts[feature.number];
    feature.value = set.rarity()[feature.number];
    if (count > 1) {
      feature.value *= 1 + std::log(static_cast<float>(count));
    }
    count = 0;
    squares += feature.value * feature.value;
  }
  const float factor = squares > 0 ? set.weight() / std::sqrt(squares) : 0;
  for (Feature& feature : vector) {
    feature.value *= factor;
  }
}

const std::vector<Feature>& FeatureReader::read_text(std::span<const Token> tokens,
                                                     const Vocabulary& vocabulary) {
  auto& vector = vectors_[static_cast<std::size_t>(FeatureSpace::kText)];
  vector.clear();
  terms_.grow(vocabulary, features_);
  count_text(tokens, vocabulary);
  weigh(FeatureSpace::kText);
  return vector;
}

const FeatureVectors& FeatureReader::read(const AnalyzedPassage& passage,
                                          const RuleWeights& rules,
                                          const Vocabulary& vocabulary) {
  for (auto& vector : vectors_) {
    vector.clear();
  }
  terms_.grow(vocabulary, features_);
  count_text(passage.text_tokens, vocabulary);
  NegationWalk(passage, vocabulary, terms_).run([&](FeatureKey key) {
    count(FeatureSpace::kNegation, in(features_, FeatureSpace::kNegation).find(key));
  });
  for_each_word(passage.previous, vocabulary, terms_, [&](const FeatureTerm& term) {
    count(FeatureSpace::kPrevious, term.previous);
  });
  for (const std::vector<Token>& heading : passage.headings) {
    for_each_word(heading, vocabulary, terms_, [&](const FeatureTerm& term) {
      count(FeatureSpace::kHeading, term.heading);
    });
  }
  for (const FeatureSpace space : {FeatureSpace::kText,
                                   FeatureSpace::kNegation,
                                   FeatureSpace::kPrevious,
                                   FeatureSpace::kHeading}) {
    weigh(space);
  }
  for (std::size_t label = 0; label < kLabelCount; ++label) {
    if (rules[label] > 0 && rule_feature_[label] != kNoFeature) {
      vectors_[static_cast<std::size_t>(FeatureSpace::kRules)].push_back(
          {.number = rule_feature_[label],
           .value = rules[label] * (is_polarity(label) ? kPolarityFactor : 1) *
                    in(features_, FeatureSpace::kRules).weight()});
    }
  }
  return vectors_;
}

std::array<std::vector<FeatureKey>, kFeatureSpaceCount> feature_keys(
    const AnalyzedPassage& passage, const Vocabulary& vocabulary, const FeatureTermCache& terms) {
  std::array<std::vector<FeatureKey>, kFeatureSpaceCount> keys;
  const auto of = [&](FeatureSpace space) -> auto& {
    return keys[static_cast<std::size_t>(space)];
  };
  for_each_text_feature(
      passage.text_tokens,
      vocabulary,
      terms,
      [&](const FeatureTerm& term) { of(FeatureSpace::kText).push_back(term.key); },
      [&](const FeatureTerm& first, const FeatureTerm& second) {
        of(FeatureSpace::kText).push_back(mixed(first.key, second.key));
      });
  NegationWalk(passage, vocabulary, terms).run([&](FeatureKey key) {
    of(FeatureSpace::kNegation).push_back(key);
  });
  for_each_word(passage.previous, vocabulary, terms, [&](const FeatureTerm& term) {
    of(FeatureSpace::kPrevious).push_back(term.key);
  });
  for (const std::vector<Token>& heading : passage.headings) {
    for_each_word(heading, vocabulary, terms, [&](const FeatureTerm& term) {
      of(FeatureSpace::kHeading).push_back(term.key);
    });
  }
  return keys;
}

}  // namespace smallprint
