/// Random questions about an archive, in the words of the archive.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "common/text_analyzer.hpp"
#include "searcher/matching/filters.hpp"
#include "tests/property/slow_archive.hpp"

namespace smallprint::testing_support {

/// The same seed and archive give the same questions. The archive outlives it.
class RandomQueries {
 public:
  RandomQueries(const std::vector<SlowPolicy>& policies, std::uint32_t seed);

  /// A query of one to about twenty words, most of them from one passage so that it finds
  /// something. It always parses, but a wildcard may stand for too many words.
  [[nodiscard]] std::string query();

  /// No filter, or dates (from, to, both, one day), sites, policy hosts, categories, practices,
  /// data types, excluded values.
  [[nodiscard]] searching::Filters filters();

 private:
  std::size_t below(std::size_t limit);
  bool chance(unsigned percent);

  void choose_passage();
  std::string word();
  std::string words(std::size_t count);
  std::string prefix();
  std::string near();
  std::string heading();
  std::string leaf();
  std::string list();
  std::string boolean(unsigned depth);
  std::string attribute(const SlowSnapshot& snapshot);
  searching::PracticeValue practice();
  ValueId data_type();
  Day day();

  const std::vector<SlowPolicy>& policies_;
  std::mt19937 random_;
  TextAnalyzer analyzer_;
  const SlowPolicy* policy_ = nullptr;
  std::vector<SlowStatement> statements_;   // of the passage at hand
  std::vector<std::string> words_;          // of the passage at hand, as a query may say them
  std::vector<std::string> heading_words_;  // likewise
};

}  // namespace smallprint::testing_support
