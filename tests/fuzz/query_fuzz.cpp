// Any bytes are a query or an Error(kUsage) that shows it with a caret; nothing else is thrown.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "common/error.hpp"
#include "common/text_analyzer.hpp"
#include "searcher/query/query_parser.hpp"

namespace {

/// The vocabulary of an analyzer only grows, so it is replaced now and then.
constexpr std::size_t kRunsPerAnalyzer = 10'000;

smallprint::TextAnalyzer& analyzer() {
  static std::unique_ptr<smallprint::TextAnalyzer> current;
  static std::size_t runs = 0;
  if (runs++ % kRunsPerAnalyzer == 0) {
    current = std::make_unique<smallprint::TextAnalyzer>();
  }
  return *current;
}

void require(bool condition) {
  if (!condition) {
    std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  try {
    const auto query = smallprint::searching::parse_query(input, analyzer());
    require(query.input == input);
    require(!query.parsed.empty());
  } catch (const smallprint::Error& error) {
    const std::string_view message = error.what();
    require(error.code() == smallprint::ExitCode::kUsage);
    require(std::ranges::count(message, '\n') == 2);
    require(message.ends_with('^'));
  }
  return 0;
}
