/// smallprint-search: answers ranked questions about an index of privacy policies.
#include <variant>

#include "common/program.hpp"
#include "searcher/options.hpp"
#include "searcher/run.hpp"

int main(int argc, char** argv) {
  namespace searching = smallprint::searching;
  return smallprint::run_program("smallprint-search", [&] {
    const auto parsed = searching::parse_options(argc, argv);  // options, or the code after --help
    const auto* const options = std::get_if<searching::Options>(&parsed);
    return options != nullptr ? searching::run(*options) : std::get<smallprint::ExitCode>(parsed);
  });
}
