/// Annotated segments of policies, as the trainer reads them.
#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/practices/labeling_rules.hpp"
#include "common/practices/passage_features.hpp"
#include "common/text_analyzer.hpp"
#include "schemas/practices.hpp"

namespace smallprint::training {

/// What the annotators say of one label of a segment.
struct Judgement {
  bool holds = false;  ///< most of them gave it
  float weight = 1;    ///< how much the segment counts for it: less when they disagree
};

struct Segment {
  std::string policy;
  std::string domain;
  std::string id_of_policy;  ///< the part of segment_id before its `:`
  std::string text;
  std::vector<Token> tokens;
  std::vector<std::vector<Token>> headings;
  std::size_t previous = 0;  ///< number of the segment before in the policy; its own for the first
  RuleWeights rules{};
  std::array<Judgement, kLabelCount> judgements{};
};

/// Not copied: the segments' tokens are of its analyzer.
class TrainingSet {
 public:
  /// Reads JSON lines of the OPP-115 corpus: policy, domain, segment_id, text, attributes,
  /// categories12, categories_union, spans. Throws Error(kNoInput, kUsage) naming file and line.
  TrainingSet(const std::filesystem::path& file, const std::shared_ptr<const LabelingRules>& rules);

  [[nodiscard]] const std::vector<Segment>& segments() const { return segments_; }

  [[nodiscard]] AnalyzedPassage passage(std::size_t segment) const;

  [[nodiscard]] const Vocabulary& vocabulary() const { return analyzer_.vocabulary(); }

  /// The policies' names, sorted.
  [[nodiscard]] const std::vector<std::string>& policies() const { return policies_; }

 private:
  void add(const std::string& line);
  void read_rules(const std::shared_ptr<const LabelingRules>& rules);

  TextAnalyzer analyzer_;
  std::vector<Segment> segments_;
  std::vector<std::string> policies_;
};

}  // namespace smallprint::training
