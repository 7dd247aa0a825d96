/// Any bytes as a rule file: it is refused with an Error that names file and line, or its rules
/// match text without a fault.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "common/error.hpp"
#include "common/practices/rule_file.hpp"
#include "common/practices/rule_matcher.hpp"
#include "common/practices/rule_words.hpp"
#include "common/text_analyzer.hpp"

namespace {

constexpr std::string_view kText =
    "We never share your email address with third parties, unless you opt in to it. We may use it";

void require(bool promise) {
  if (!promise) {
    std::abort();
  }
}

void match(const smallprint::RuleFile& file) {
  smallprint::RuleLexicon lexicon;
  const smallprint::RuleMatcher matcher(file, lexicon);
  smallprint::TextAnalyzer analyzer;
  std::vector<smallprint::Token> tokens;
  analyzer.analyze(kText, tokens);
  smallprint::RuleWordCache cache(lexicon);
  std::vector<smallprint::RuleWord> words;
  for (const smallprint::Token& token : tokens) {
    words.push_back(cache.look_up(analyzer.vocabulary(), token.word));
  }
  for (const auto place : {smallprint::RulePlace::kText, smallprint::RulePlace::kHeading}) {
    std::vector<smallprint::RuleMatch> matches;
    matcher.match(words, place, matches);
    for (const smallprint::RuleMatch& found : matches) {
      require(found.rule < matcher.claims().size() && matcher.claims()[found.rule].place == place);
      require(found.begin < found.end && found.end <= words.size());
      require(found.begin <= found.action && found.action < found.end);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    smallprint::RuleFile file;
    smallprint::parse_rules("x.rules", text, file);
    match(file);
  } catch (const smallprint::Error& error) {
    require(error.code() == smallprint::ExitCode::kUsage);
  }
  return 0;
}
