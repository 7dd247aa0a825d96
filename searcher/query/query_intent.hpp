/// What a query asks for, as far as rules can tell: a practice, its polarity, attributes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/practices/labeling_rules.hpp"
#include "common/practices/rule_matcher.hpp"
#include "common/text_analyzer.hpp"
#include "schemas/practices.hpp"
#include "searcher/query/query.hpp"

namespace smallprint::searching {

/// A label and how far it answers the question: its levels count in full or by half.
struct WantedLabel {
  LabelId label = 0;
  bool is_half = false;
};

/// Labels of which a passage should have one: values of one attribute, polarities, the practice.
using LabelGroup = std::vector<WantedLabel>;

struct QueryIntent {
  Practice practice = Practice::kFirstParty;
  /// Any of them will do. None: any state answers, or the practice has none.
  std::vector<Polarity> polarities;
  ValueSet values = 0;    ///< attribute values asked for
  double confidence = 0;  ///< 0.5 to 1: what the rules give the practice

  /// The practice, its polarities, then the values asked for, attribute by attribute. What is done
  /// only under a condition answers by half who asks what is done.
  [[nodiscard]] std::vector<LabelGroup> groups() const;
};

/// Reads intents by the rules of data/practices/intent.rules. Those for passages are of no help:
/// judged queries rank no better with both (docs/practices.md). A question that asks
/// whether (`Do you sell it?`) wants no polarity. One thread.
class IntentReader {
 public:
  /// Starts compiling the rules on a thread of their own, so that it is done by the time an index
  /// is open. Optional; cost: 4 ms of one core, once a process.
  static void begin_loading();

  IntentReader();

  /// Nothing when no rule recognises a practice, or the query is more than words, phrases and
  /// fields: who writes operators is taken at his word.
  [[nodiscard]] std::optional<QueryIntent> read(const ParsedQuery& query);

 private:
  struct Rules;
  struct Loading;

  const Rules* rules_;  // the process has them once
  TextAnalyzer analyzer_;
};

}  // namespace smallprint::searching
