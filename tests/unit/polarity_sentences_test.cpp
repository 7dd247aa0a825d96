#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "common/practices/practice_labeler.hpp"
#include "common/text_analyzer.hpp"
#include "schemas/practices.hpp"

namespace smallprint {
namespace {

/// A row of tests/cases/polarity.tsv, whose head tells how its sentences were judged.
struct PolaritySentence {
  std::string id;
  std::string trap;
  std::string practice;
  std::set<std::string> states;
  std::string text;
};

std::vector<std::string> split(const std::string& line, char separator) {
  std::vector<std::string> parts;
  std::istringstream in(line);
  for (std::string part; std::getline(in, part, separator);) {
    parts.push_back(part);
  }
  return parts;
}

std::string with_line_feeds(std::string text) {
  for (std::size_t at = text.find("\\n"); at != std::string::npos; at = text.find("\\n", at)) {
    text.replace(at, 2, "\n");
  }
  return text;
}

std::vector<PolaritySentence> read_sentences() {
  std::ifstream file(SMALLPRINT_SOURCE_DIR "/tests/cases/polarity.tsv");
  std::vector<PolaritySentence> sentences;
  for (std::string line; std::getline(file, line);) {
    const std::vector<std::string> fields = split(line, '\t');
    if (line.starts_with('#') || fields.size() != 5) {
      continue;
    }
    PolaritySentence sentence{.id = fields[0],
                              .trap = fields[1],
                              .practice = fields[2],
                              .states = {},
                              .text = with_line_feeds(fields[4])};
    if (fields[3] != "none") {
      for (const std::string& state : split(fields[3], ',')) {
        sentence.states.insert(state);
      }
    }
    sentences.push_back(std::move(sentence));
  }
  return sentences;
}

/// The sentences with an even number in their id were set aside before the rules were written; the
/// odd ones were there to tune by.
bool is_set_aside(const PolaritySentence& sentence) {
  return std::strtoul(sentence.id.c_str() + 1, nullptr, 10) % 2 == 0;
}

class SentenceLabeler {
 public:
  /// The states of the sentence's practice, or of both when it is to state neither.
  std::set<std::string> states_of(const PolaritySentence& sentence) {
    tokens_.clear();
    analyzer_.analyze(sentence.text, tokens_);
    const PassageLabels labels = labeler_.label(
        {.text = sentence.text, .text_tokens = tokens_, .headings = {}}, analyzer_.vocabulary());
    std::set<std::string> states;
    for (const PracticeStatement& statement : labels.statements) {
      const bool is_asked_for =
          sentence.practice == "none" || entry(statement.practice).id == sentence.practice;
      if (statement.polarity && is_asked_for) {
        states.emplace(id(*statement.polarity));
      }
    }
    return states;
  }

 private:
  TextAnalyzer analyzer_;
  PracticeLabeler labeler_{std::make_shared<const LabelingRules>()};
  std::vector<Token> tokens_;
};

struct Score {
  std::size_t right = 0;
  std::size_t all = 0;
};

std::string to_text(const std::map<std::string, Score>& by_trap) {
  std::ostringstream text;
  for (const auto& [trap, score] : by_trap) {
    text << "  " << trap << ": " << score.right << " of " << score.all << '\n';
  }
  return text.str();
}

TEST(PolaritySentences, SetAsideOnesAreReadRightNineteenTimesInTwenty) {
  SentenceLabeler labeler;
  Score score;
  std::map<std::string, Score> by_trap;
  for (const PolaritySentence& sentence : read_sentences()) {
    if (is_set_aside(sentence)) {
      const bool is_right = labeler.states_of(sentence) == sentence.states;
      for (Score* counted : {&score, &by_trap[sentence.trap]}) {
        ++counted->all;
        counted->right += is_right ? 1 : 0;
      }
    }
  }

  ASSERT_GE(score.all, 100U);
  EXPECT_GE(score.right * 100, score.all * 95)
      << score.right << " of " << score.all << " right; by trap:\n"
      << to_text(by_trap);
}

}  // namespace
}  // namespace smallprint
