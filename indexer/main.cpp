/// smallprint-index: turns archives of privacy policies into an index.
#include <variant>

#include "common/program.hpp"
#include "indexer/options.hpp"
#include "indexer/run.hpp"

int main(int argc, char** argv) {
  namespace indexing = smallprint::indexing;
  return smallprint::run_program("smallprint-index", [&] {
    const auto parsed = indexing::parse_options(argc, argv);  // a command, or the code after --help
    const auto* const command = std::get_if<indexing::Command>(&parsed);
    return command != nullptr ? indexing::run(*command) : std::get<smallprint::ExitCode>(parsed);
  });
}
