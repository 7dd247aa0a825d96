/// Walks the history of a git repository and reads every version of a policy, on one thread:
///
///     smallprint_history_bench REPOSITORY [GLOB]
///
/// Prints, separated by tabs: versions, their bytes, seconds to enumerate, seconds to read.
#include <chrono>
#include <cstdlib>
#include <string>

#include <fmt/format.h>

#include "common/error.hpp"
#include "common/program.hpp"
#include "indexer/git/git_archive.hpp"
#include "indexer/progress.hpp"

namespace smallprint::bench {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// The bytes of all versions; each blob is read once, as a build does.
std::uint64_t read_all(const indexing::GitArchive& archive) {
  std::uint64_t bytes = 0;
  std::string buffer;
  std::string blob;
  for (std::size_t record = 0; record < archive.records(); ++record) {
    const std::string next = archive.identity(record).blob;
    if (next != blob && archive.read(record, buffer)) {
      buffer.clear();  // refused
    }
    blob = next;
    bytes += buffer.size();
  }
  return bytes;
}

ExitCode run(int argc, char** argv) {
  if (argc < 2) {
    throw Error(ExitCode::kUsage, "usage: smallprint_history_bench REPOSITORY [GLOB]");
  }
  indexing::SourceOptions options;
  if (argc > 2) {
    options.include = {argv[2]};
  }
  indexing::Progress progress;
  const auto begin = Clock::now();
  const indexing::GitArchive archive(argv[1], options, progress);
  const double enumeration = seconds_since(begin);
  const auto begin_of_reading = Clock::now();
  const std::uint64_t bytes = read_all(archive);
  fmt::print("{}\t{}\t{:.4f}\t{:.4f}\n",
             archive.records(),
             bytes,
             enumeration,
             seconds_since(begin_of_reading));
  return ExitCode::kOk;
}

}  // namespace
}  // namespace smallprint::bench

int main(int argc, char** argv) {
  return smallprint::run_program("smallprint_history_bench",
                                 [&] { return smallprint::bench::run(argc, argv); });
}
