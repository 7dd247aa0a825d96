/// Times the labelling of segments that are already cut into words, on one core:
///
///     smallprint_label_bench SEGMENTS.jsonl ROUNDS
///
/// Prints passages a second of processor time, of the fastest round, with the model and by rules
/// alone.
#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "common/error.hpp"
#include "common/practices/practice_labeler.hpp"
#include "common/program.hpp"
#include "common/text_analyzer.hpp"

namespace smallprint::bench {
namespace {

struct Segments {
  TextAnalyzer analyzer;
  std::vector<std::string> texts;
  std::vector<std::vector<Token>> tokens;
};

void read(const std::string& path, Segments& segments) {
  std::ifstream in(path);
  std::string line;
  while (std::getline(in, line)) {
    segments.texts.push_back(nlohmann::json::parse(line).at("text").get<std::string>());
    segments.analyzer.analyze(segments.texts.back(), segments.tokens.emplace_back());
  }
  if (segments.texts.empty()) {
    throw Error(ExitCode::kNoInput, path + ": no segments");
  }
}

double passages_per_second(const Segments& segments, PracticeLabeler& labeler, int rounds) {
  double fastest = 0;
  for (int round = 0; round <= rounds; ++round) {  // the first fills the caches
    const std::clock_t begin = std::clock();
    for (std::size_t i = 0; i < segments.texts.size(); ++i) {
      AnalyzedPassage passage{.text = segments.texts[i],
                              .text_tokens = segments.tokens[i],
                              .headings = {},
                              .previous = {}};
      if (i > 0) {
        passage.previous = segments.tokens[i - 1];
      }
      static_cast<void>(labeler.label(passage, segments.analyzer.vocabulary()));
    }
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    fastest = std::max(fastest, static_cast<double>(segments.texts.size()) / seconds);
  }
  return fastest;
}

ExitCode run(const std::vector<std::string>& arguments) {
  if (arguments.size() != 2) {
    throw Error(ExitCode::kUsage, "usage: smallprint_label_bench SEGMENTS.jsonl ROUNDS");
  }
  Segments segments;
  read(arguments[0], segments);
  const int rounds = std::atoi(arguments[1].c_str());
  const auto rules = std::make_shared<const LabelingRules>();
  PracticeLabeler by_model({.rules = rules, .model = std::make_shared<const PracticeModel>()});
  PracticeLabeler by_rules({.rules = rules, .model = nullptr});
  fmt::print("model {:.0f} passages/s\nrules {:.0f} passages/s\n",
             passages_per_second(segments, by_model, rounds),
             passages_per_second(segments, by_rules, rounds));
  return ExitCode::kOk;
}

}  // namespace
}  // namespace smallprint::bench

int main(int argc, char** argv) {
  return smallprint::run_program("smallprint_label_bench", [&] {
    return smallprint::bench::run({argv + 1, argv + argc});
  });
}
