/// The rules of data/practices, compiled: what the labeler and the query labeler read.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "common/practices/polarity.hpp"
#include "common/practices/rule_file.hpp"
#include "common/practices/rule_matcher.hpp"
#include "common/practices/rule_words.hpp"

namespace smallprint {

/// Immutable; share one among threads.
class LabelingRules {
 public:
  /// The rules the program was built with.
  LabelingRules();

  /// Those of a folder that holds the same files. Throws Error(kNoInput) when one is missing,
  /// Error(kUsage) `FILE:LINE: reason` when one is wrong.
  explicit LabelingRules(const std::filesystem::path& folder);

  [[nodiscard]] const RuleLexicon& lexicon() const { return lexicon_; }

  [[nodiscard]] const RuleMatcher& matcher() const { return matcher_; }

  [[nodiscard]] const PolarityReader& polarity() const { return polarity_; }

  /// 32 hexadecimal digits over the bytes of the files, in order.
  [[nodiscard]] const std::string& digest() const { return digest_; }

 private:
  struct Source;
  explicit LabelingRules(const Source& source);

  std::string digest_;
  RuleLexicon lexicon_;
  RuleMatcher matcher_;
  PolarityReader polarity_;
};

}  // namespace smallprint
