/// Switches an index between two generations so many times, as fast as it goes, while two processes
/// open it, ask, and compare: `smallprint_switches COUNT`. Every answer must be one of the two
/// states'. Prints the figures; exit code 1 when an answer was missing or of no state.
#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/generation.hpp"
#include "searcher/index_view.hpp"
#include "searcher/query/query_parser.hpp"
#include "searcher/searcher.hpp"
#include "tests/support/small_archive.hpp"
#include "tests/support/temporary_folder.hpp"

namespace smallprint {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kReaders = 2;
constexpr int kSites = 20;

struct Tally {
  std::uint64_t answers = 0;
  std::array<std::uint64_t, 2> of_state{};
  std::uint64_t mixed = 0;
  std::uint64_t errors = 0;
  std::array<char, 200> first_error{};
};

/// All hits of a query that every passage answers, with ids, texts and scores.
std::string answer_of(const fs::path& index) {
  searching::IndexView view(index);
  searching::Searcher searcher(view);
  TextAnalyzer analyzer;
  const searching::SearchRequest request{.query = searching::parse_query("share", analyzer),
                                         .filters = {},
                                         .group = searching::Group::kNone,
                                         .limit = 0};
  const searching::Answer answer = searcher.answer(request);
  std::string text;
  for (std::size_t i = 0; i < answer.rows.size(); ++i) {
    const searching::Hit hit = searcher.load(request, answer, i);
    text += fmt::format("{} {} {} {}\n", hit.site, hit.passage_id, hit.at.score, hit.passage.text);
  }
  return text;
}

/// In the one state every site says one thing, in the other every second one another.
void build_state(const testing_support::TemporaryFolder& archive,
                 const fs::path& index,
                 int state) {
  std::vector<testing_support::SmallSnapshot> snapshots;
  for (int site = 0; site < kSites; ++site) {
    snapshots.push_back({fmt::format("site{}.example", site),
                         "20120304000000",
                         state == 1 && site % 2 == 0 ? "We share nothing with anybody, ever."
                                                     : "We share all that we know."});
  }
  testing_support::write_snapshots(archive, snapshots);
  testing_support::build_small_index(archive.path(), index);
}

Tally read_until_stopped(const fs::path& index,
                         const std::array<std::string, 2>& states,
                         int stop_descriptor) {
  Tally tally;
  char stop = 0;
  while (::read(stop_descriptor, &stop, 1) < 0) {  // not blocking: an end of file says stop
    try {
      const std::string answer = answer_of(index);
      ++tally.answers;
      if (answer == states[0] || answer == states[1]) {
        ++tally.of_state[answer == states[0] ? 0 : 1];
      } else {
        ++tally.mixed;
      }
    } catch (const std::exception& error) {
      if (tally.errors++ == 0) {
        std::strncpy(tally.first_error.data(), error.what(), tally.first_error.size() - 1);
      }
    }
  }
  return tally;
}

using Pipe = std::array<int, 2>;  // from, to

/// A process that reads until `stop` is closed, then writes its tally to `tallies`.
pid_t start_reader(const fs::path& index,
                   const std::array<std::string, 2>& states,
                   const Pipe& stop,
                   const Pipe& tallies) {
  const pid_t reader = ::fork();
  if (reader == 0) {
    ::close(stop[1]);
    const Tally tally = read_until_stopped(index, states, stop[0]);
    ::_exit(::write(tallies[1], &tally, sizeof(tally)) == sizeof(tally) ? 0 : 1);
  }
  return reader;
}

int run(std::uint64_t count) {
  const testing_support::TemporaryFolder archive;
  const testing_support::TemporaryFolder home;
  const fs::path index = home.path() / "index";
  std::array<std::string, 2> states;
  for (int state = 0; state < 2; ++state) {
    build_state(archive, index, state);
    states[static_cast<std::size_t>(state)] = answer_of(index);
  }
  Pipe stop{};
  Pipe tallies{};
  if (::pipe2(stop.data(), O_NONBLOCK) != 0 || ::pipe(tallies.data()) != 0) {
    return 1;
  }
  std::vector<pid_t> readers;
  for (std::size_t i = 0; i < kReaders; ++i) {
    readers.push_back(start_reader(index, states, stop, tallies));
  }
  const auto begin = std::chrono::steady_clock::now();
  for (std::uint64_t i = 0; i < count; ++i) {
    set_current_generation(index, 1 + i % 2);
  }
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  ::close(stop[1]);

  bool sound = states[0] != states[1];
  fmt::print("switches: {} in {:.1f} s", count, seconds);
  for (std::size_t i = 0; i < kReaders; ++i) {
    Tally tally;
    sound = ::read(tallies[0], &tally, sizeof(tally)) == sizeof(tally) && sound;
    fmt::print(
        "; reader {}: answers {} ({} of one state, {} of the other), mixed {}, errors {}{}{}",
        i + 1,
        tally.answers,
        tally.of_state[0],
        tally.of_state[1],
        tally.mixed,
        tally.errors,
        tally.errors > 0 ? ", first: " : "",
        tally.first_error.data());
    sound = sound && tally.mixed == 0 && tally.errors == 0 && tally.answers > 0;
  }
  fmt::print("\n");
  for (const pid_t reader : readers) {
    ::waitpid(reader, nullptr, 0);
  }
  return sound ? 0 : 1;
}

}  // namespace
}  // namespace smallprint

int main(int argc, char** argv) {
  std::uint64_t count = 0;
  const std::string text = argc == 2 ? argv[1] : "";
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc() || stop != text.data() + text.size()) {
    fmt::print(stderr, "usage: smallprint_switches COUNT\n");
    return 64;
  }
  try {
    return smallprint::run(count);
  } catch (const std::exception& error_of_run) {
    fmt::print(stderr, "smallprint_switches: {}\n", error_of_run.what());
    return 1;
  }
}
