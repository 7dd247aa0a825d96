#include "searcher/query/query_intent.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <future>
#include <string_view>

#include "common/ascii.hpp"
#include "common/practices/embedded_files.hpp"

namespace smallprint::searching {
namespace {

// A practice is recognised when its rules make it more likely than not; a value that is named in
// so few words is meant.
constexpr double kRecognised = 0.5;
constexpr double kNamed = 0.3;

bool is_plain(const QueryNode& node) {
  return node.kind == NodeKind::kWord || node.kind == NodeKind::kPhrase ||
         (node.kind == NodeKind::kList && node.required.empty() && node.excluded.empty() &&
          std::ranges::all_of(node.optional, is_plain));
}

/// Blanks the fields out, `site:example.com` and `heading:"two words"`: they name no practice.
void blank_fields(const QueryNode& node, std::string& text) {
  if (node.kind == NodeKind::kField) {
    const std::size_t colon = std::min(text.find(':', node.column), text.size() - 1);
    const char closing = colon + 1 < text.size() && text[colon + 1] == '"' ? '"' : ' ';
    const std::size_t end = std::min(text.find(closing, colon + 2), text.size());
    std::fill(text.begin() + static_cast<std::ptrdiff_t>(node.column),
              text.begin() + static_cast<std::ptrdiff_t>(end),
              ' ');
  }
  for (const auto* const children : {&node.children, &node.restricting}) {
    for (const QueryNode& child : *children) {
      blank_fields(child, text);
    }
  }
}

/// `Do you sell it?` and not `Who do you sell it to?`, which takes the sale as given.
bool asks_whether(std::string_view text) {
  constexpr std::array<std::string_view, 9> kOpening = {
      "who", "whom", "what", "which", "how", "why", "where", "when", "with"};
  text = text.substr(std::min(text.size(), text.find_first_not_of(' ')));
  const std::size_t last = text.find_last_not_of(' ');
  if (last == std::string_view::npos || text[last] != '?') {
    return false;
  }
  const std::string_view first = text.substr(0, text.find(' '));
  return std::ranges::none_of(
      kOpening, [&](std::string_view word) { return equals_ignoring_case(first, word); });
}

RuleFile parse_intent_rules() {
  RuleFile file;
  parse_rules("words.rules", embedded::words_rules(), file);
  parse_rules("polarity.rules", embedded::polarity_rules(), file);
  parse_rules("intent.rules", embedded::intent_rules(), file);
  return file;
}

/// `email sharing denied`: a state by the name that answers give it.
std::optional<Polarity> named_polarity(const std::vector<Token>& tokens,
                                       const Vocabulary& vocabulary) {
  for (const Token& token : tokens) {
    for (const Polarity polarity :
         {Polarity::kPerformed, Polarity::kDenied, Polarity::kConditional}) {
      if (vocabulary.written(token.word) == id(polarity)) {
        return polarity;
      }
    }
  }
  return std::nullopt;
}

/// The query as rules see it.
struct Words {
  std::vector<RuleWord> words;
  std::vector<Pause> pauses;
};

}  // namespace

/// The rules over their lexicon.
struct IntentReader::Rules {
  RuleFile file = parse_intent_rules();
  RuleLexicon lexicon;
  RuleMatcher matcher{file, lexicon};
  PolarityReader polarity{file, lexicon};
};

namespace {

/// What the rules make of one query.
class Reading {
 public:
  Reading(const RuleMatcher& matcher, const PolarityReader& reader, const Words& words) {
    against_.fill(1);
    lowered_.fill(1);
    const SentenceWords sentence{.words = words.words, .pauses = words.pauses};
    SentenceClauses clauses;
    reader.read_sentence(sentence, clauses);
    std::vector<RuleMatch> matches;
    matcher.match(words.words, RulePlace::kText, matches);
    for (const RuleMatch& match : matches) {
      const RuleClaim& rule = matcher.claims()[match.rule];
      (rule.weight > 0 ? against_ : lowered_)[rule.label] *= 1 - std::abs(rule.weight);
      if (rule.label < kPolarPractices.size() && rule.weight > clearest_[rule.label]) {
        clearest_[rule.label] = rule.weight;
        polarity_[rule.label] = PolarityReader::read(
            sentence, clauses, {.word = match.action, .practice = kPolarPractices[rule.label]});
      }
    }
  }

  [[nodiscard]] double weight(LabelId label) const {
    return (1 - against_[label]) * lowered_[label];
  }

  /// Who asks for what is done is also served by what is done only if.
  [[nodiscard]] std::vector<Polarity> polarities(Practice practice) const {
    const auto label = label_of(practice);
    if (label >= kPolarPractices.size()) {
      return {};
    }
    for (const Polarity polarity : {Polarity::kDenied, Polarity::kConditional}) {
      if (polarity_[label].has(polarity)) {
        return {polarity};
      }
    }
    return {Polarity::kPerformed, Polarity::kConditional};
  }

 private:
  std::array<double, kLabelCount> against_{};
  std::array<double, kLabelCount> lowered_{};
  std::array<double, kPolarPractices.size()> clearest_{};
  std::array<PolaritySet, kPolarPractices.size()> polarity_{};
};

}  // namespace

struct IntentReader::Loading {
  std::shared_future<const Rules*> rules = std::async(std::launch::async, &load).share();

  static const Loading& once() {
    static const Loading loading;  // the process ends after the thread
    return loading;
  }

  static const Rules* load() {
    static const Rules& rules = *new Rules;  // kept to the end of the process, taken apart by none
    return &rules;
  }
};

void IntentReader::begin_loading() {
  (void)Loading::once();
}

IntentReader::IntentReader() : rules_(Loading::once().rules.get()) {
}

std::optional<QueryIntent> IntentReader::read(const ParsedQuery& query) {
  if (!is_plain(query.root)) {
    return std::nullopt;
  }
  std::string text = query.input;
  blank_fields(query.root, text);
  std::vector<Token> tokens;
  analyzer_.analyze(text, tokens);
  const Vocabulary& vocabulary = analyzer_.vocabulary();
  const auto named = named_polarity(tokens, vocabulary);
  Words words;
  for (const Token& token : tokens) {
    words.words.push_back(rules_->lexicon.find(vocabulary.term(vocabulary.stem(token.word))));
  }
  if (words.words.size() > 1 && words.words[1] == rules_->lexicon.find("not")) {
    // "does not sell" leaves out who: the site.
    words.words.insert(words.words.begin(), rules_->lexicon.find("we"));
  }
  words.pauses.resize(words.words.size());

  const Reading reading(rules_->matcher, rules_->polarity, words);
  const auto* const clearest =
      std::ranges::max_element(kPractices, {}, [&](const PracticeEntry& practice) {
        return reading.weight(label_of(practice.practice));
      });
  QueryIntent intent{.practice = clearest->practice,
                     .polarities = {},
                     .values = 0,
                     .confidence = reading.weight(label_of(clearest->practice))};
  if (!asks_whether(text)) {  // any state answers: yes, no, only if
    intent.polarities = named && clearest->has_polarity ? std::vector<Polarity>{*named}
                                                        : reading.polarities(clearest->practice);
  }
  if (intent.confidence < kRecognised) {
    return std::nullopt;
  }
  for (std::size_t i = 0; i < kValueCount; ++i) {
    const auto value = static_cast<ValueId>(i);
    const bool is_told_of =
        (entry(kAttributeValues[i].attribute).practices & set_of(intent.practice)) != 0;
    if (is_told_of && reading.weight(label_of_value(value)) >= kNamed) {
      intent.values |= bit(value);
    }
  }
  return intent;
}

std::vector<LabelGroup> QueryIntent::groups() const {
  std::vector<LabelGroup> groups{{{label_of(practice)}}};
  if (!polarities.empty()) {
    LabelGroup& any = groups.emplace_back();
    for (const Polarity polarity : polarities) {
      any.push_back(
          {.label = label_of(practice, polarity), .is_half = polarity != polarities.front()});
    }
  }
  for (const AttributeEntry& attribute : kAttributes) {
    LabelGroup any;
    for (std::size_t i = 0; i < kValueCount; ++i) {
      const auto value = static_cast<ValueId>(i);
      if (kAttributeValues[i].attribute == attribute.attribute && (values & bit(value)) != 0) {
        any.push_back({label_of_value(value)});
      }
    }
    if (!any.empty()) {
      groups.push_back(std::move(any));
    }
  }
  return groups;
}

}  // namespace smallprint::searching
