/// Times the queries of a file on an open index, for scripts/bench:
///
///     smallprint_search_bench INDEX QUERIES.tsv ROUNDS LIMIT [--kinds KIND,KIND...]
///
/// Prints one JSON document. Every time runs from the query's text, parsing included, to what its
/// name says. A query's latency is the median of its rounds; percentiles are over queries.
#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "common/error.hpp"
#include "common/program.hpp"
#include "common/text_analyzer.hpp"
#include "searcher/index_view.hpp"
#include "searcher/query/query_parser.hpp"
#include "searcher/searcher.hpp"
#include "tests/bench/latency_summary.hpp"

namespace smallprint::bench {
namespace {

using Json = nlohmann::ordered_json;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kWarmUpRounds = 3;

/// The kinds of query that Lucene and FTS5 answer too.
constexpr std::array<std::string_view, 4> kPeerKinds{"word", "words", "question", "phrase"};

enum Measure : std::size_t {
  kRanking,       ///< the ranked rows, nothing counted
  kShown,         ///< the same and the texts of the hits, with highlights
  kRankingExact,  ///< the ranked rows and exact totals
  kWhole,         ///< the same and the texts: what a user of the program is shown
  kCount,         ///< exact totals alone
  kFaceted,       ///< kWhole and two exact facets in sites: practices with polarity, data types
  kFresh,         ///< kWhole on a view opened for this query: no term was asked for before
  kMeasures
};

constexpr std::array<std::string_view, kMeasures> kMeasureNames{
    "ranking", "shown", "ranking_exact", "whole", "count", "faceted", "fresh"};

struct Arguments {
  std::filesystem::path index;
  std::filesystem::path queries;
  std::size_t rounds = 0;
  std::size_t limit = 0;
  std::set<std::string, std::less<>> kinds;  ///< empty: all
};

struct BenchQuery {
  std::string id;
  std::string kind;
  std::string text;
  std::array<std::vector<double>, kMeasures> microseconds;  ///< one value a round
};

[[noreturn]] void refuse(const std::string& message) {
  throw Error(ExitCode::kUsage,
              message,
              "smallprint_search_bench INDEX QUERIES.tsv ROUNDS LIMIT [--kinds KIND,KIND...]");
}

std::size_t parse_count(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value == 0) {
    refuse(fmt::format("'{}' is not a number above 0", text));
  }
  return value;
}

std::set<std::string, std::less<>> split_kinds(std::string_view list) {
  std::set<std::string, std::less<>> kinds;
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    kinds.emplace(list.substr(0, comma));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return kinds;
}

Arguments parse_arguments(const std::vector<std::string_view>& given) {
  const bool with_kinds = given.size() == 6 && given[4] == "--kinds";
  if (given.size() != 4 && !with_kinds) {
    refuse("wrong arguments");
  }
  Arguments arguments;
  arguments.index = given[0];
  arguments.queries = given[1];
  arguments.rounds = parse_count(given[2]);
  arguments.limit = parse_count(given[3]);
  if (with_kinds) {
    arguments.kinds = split_kinds(given[5]);
  }
  return arguments;
}

/// Lines of `QID TAB QUERY`; the QID up to its last hyphen is the kind. Lines with # are comments.
std::vector<BenchQuery> read_queries(const Arguments& arguments) {
  std::ifstream file(arguments.queries);
  std::vector<BenchQuery> queries;
  std::string line;
  while (std::getline(file, line)) {
    if (line.empty() || line.front() == '#') {
      continue;
    }
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos) {
      refuse(fmt::format("{}: '{}' is not QID TAB QUERY", arguments.queries.string(), line));
    }
    BenchQuery query;
    query.id = line.substr(0, tab);
    query.kind = query.id.substr(0, query.id.rfind('-'));
    query.text = line.substr(tab + 1);
    if (arguments.kinds.empty() || arguments.kinds.contains(query.kind)) {
      queries.push_back(std::move(query));
    }
  }
  if (queries.empty()) {
    refuse(fmt::format("{}: no such file, or no query in it", arguments.queries.string()));
  }
  return queries;
}

/// Microseconds since it was made.
class Stopwatch {
 public:
  [[nodiscard]] double elapsed() const {
    return std::chrono::duration<double, std::micro>(Clock::now() - start_).count();
  }

 private:
  Clock::time_point start_ = Clock::now();
};

/// An index opened as smallprint-search opens it.
class OpenIndex {
 public:
  explicit OpenIndex(const std::filesystem::path& index) : view_(index), searcher_(view_) {}

  struct Times {
    double ranked = 0;
    double loaded = 0;
    std::size_t hits = 0;
  };

  enum class Counting { kNone, kExact, kExactWithFacets };

  Times answer(const std::string& text, std::size_t limit, Counting counting) {
    Times times;
    const Stopwatch watch;
    searching::SearchRequest request;
    request.query = searching::parse_query(text, analyzer_);
    request.limit = limit;
    request.totals = counting != Counting::kNone;
    if (counting == Counting::kExactWithFacets) {
      request.facets = {searching::FacetBy::kPractice, searching::FacetBy::kData};
    }
    const searching::Answer answer = searcher_.answer(request);
    times.ranked = watch.elapsed();
    for (std::size_t i = 0; i < answer.rows.size(); ++i) {
      times.hits += searcher_.load(request, answer, i).passage.text.empty() ? 0U : 1U;
    }
    times.loaded = watch.elapsed();
    return times;
  }

  /// Microseconds that counting takes.
  double count(const std::string& text) {
    const Stopwatch watch;
    counted_ += searcher_.count(searching::parse_query(text, analyzer_), {}).passages;
    return watch.elapsed();
  }

  [[nodiscard]] const std::string& digest() const { return view_.manifest.index_digest; }

 private:
  TextAnalyzer analyzer_;
  searching::IndexView view_;
  searching::Searcher searcher_;
  std::uint64_t counted_ = 0;  // uses what was counted, so that counting cannot be left out
};

/// What one round finds out about one query.
struct Measured {
  std::array<double, kMeasures> microseconds{};
  std::size_t hits = 0;
};

using Pass = void (*)(const Arguments&, OpenIndex&, const std::string& text, Measured&);

void time_ranking(const Arguments& arguments,
                  OpenIndex& index,
                  const std::string& text,
                  Measured& measured) {
  const auto times = index.answer(text, arguments.limit, OpenIndex::Counting::kNone);
  measured.microseconds[kRanking] = times.ranked;
  measured.microseconds[kShown] = times.loaded;
  measured.hits = times.hits;
}

void time_whole(const Arguments& arguments,
                OpenIndex& index,
                const std::string& text,
                Measured& measured) {
  const auto times = index.answer(text, arguments.limit, OpenIndex::Counting::kExact);
  measured.microseconds[kRankingExact] = times.ranked;
  measured.microseconds[kWhole] = times.loaded;
}

void time_count(const Arguments& /*arguments*/,
                OpenIndex& index,
                const std::string& text,
                Measured& measured) {
  measured.microseconds[kCount] = index.count(text);
}

void time_faceted(const Arguments& arguments,
                  OpenIndex& index,
                  const std::string& text,
                  Measured& measured) {
  const auto times = index.answer(text, arguments.limit, OpenIndex::Counting::kExactWithFacets);
  measured.microseconds[kFaceted] = times.loaded;
}

void time_fresh(const Arguments& arguments,
                OpenIndex& /*index*/,
                const std::string& text,
                Measured& measured) {
  OpenIndex fresh(arguments.index);
  const auto times = fresh.answer(text, arguments.limit, OpenIndex::Counting::kExact);
  measured.microseconds[kFresh] = times.loaded;
}

/// Each is a pass over all queries: a query asked twice in a row would find its own texts unpacked.
constexpr std::array<Pass, 5> kPasses{
    time_ranking, time_whole, time_count, time_faceted, time_fresh};

std::vector<Measured> run_round(const Arguments& arguments,
                                OpenIndex& index,
                                const std::vector<BenchQuery>& queries) {
  std::vector<Measured> measured(queries.size());
  for (const Pass pass : kPasses) {
    for (std::size_t i = 0; i < queries.size(); ++i) {
      pass(arguments, index, queries[i].text, measured[i]);
    }
  }
  return measured;
}

/// Runs all rounds; the queries keep their times. Returns the hits shown in one pass.
std::size_t run_rounds(const Arguments& arguments,
                       OpenIndex& index,
                       std::vector<BenchQuery>& queries) {
  for (std::size_t round = 0; round < kWarmUpRounds; ++round) {
    (void)run_round(arguments, index, queries);
  }
  std::size_t hits = 0;
  for (std::size_t round = 0; round < arguments.rounds; ++round) {
    const std::vector<Measured> measured = run_round(arguments, index, queries);
    hits = 0;
    for (std::size_t i = 0; i < queries.size(); ++i) {
      hits += measured[i].hits;
      for (std::size_t j = 0; j < kMeasures; ++j) {
        queries[i].microseconds[j].push_back(measured[i].microseconds[j]);
      }
    }
  }
  return hits;
}

double tenth(double microseconds) {
  return std::round(microseconds * 10) / 10;
}

/// The summary of one measure over the queries of the kinds that `wanted` accepts.
template <typename Wanted>
Json summary_of(const std::vector<BenchQuery>& queries, Measure measure, const Wanted& wanted) {
  std::vector<double> medians;
  for (const BenchQuery& query : queries) {
    if (wanted(query.kind)) {
      medians.push_back(median(query.microseconds[measure]));
    }
  }
  const LatencySummary summary = summarise(std::move(medians));
  return {{"queries", summary.queries},
          {"p50", tenth(summary.p50)},
          {"p95", tenth(summary.p95)},
          {"mean", tenth(summary.mean)}};
}

Json report_of(const std::vector<BenchQuery>& queries, Measure measure) {
  const auto is_peer_kind = [](const std::string& kind) {
    return std::find(kPeerKinds.begin(), kPeerKinds.end(), kind) != kPeerKinds.end();
  };
  Json report;
  report["all"] = summary_of(queries, measure, [](const std::string&) { return true; });
  report["peer_kinds"] = summary_of(queries, measure, is_peer_kind);
  for (const BenchQuery& query : queries) {
    Json& by_kind = report["by_kind"];
    if (!by_kind.contains(query.kind)) {
      by_kind[query.kind] =
          summary_of(queries, measure, [&](const std::string& kind) { return kind == query.kind; });
    }
    report["of"][query.id] = tenth(median(query.microseconds[measure]));
  }
  return report;
}

ExitCode run(const std::vector<std::string_view>& given) {
  const Arguments arguments = parse_arguments(given);
  std::vector<BenchQuery> queries = read_queries(arguments);
  OpenIndex index(arguments.index);
  const std::size_t hits = run_rounds(arguments, index, queries);

  Json report = {{"engine", "smallprint"},
                 {"index_digest", index.digest()},
                 {"queries", queries.size()},
                 {"rounds", arguments.rounds},
                 {"limit", arguments.limit},
                 {"hits", hits}};
  for (std::size_t i = 0; i < kMeasures; ++i) {
    report[fmt::format("{}_us", kMeasureNames[i])] = report_of(queries, static_cast<Measure>(i));
  }
  std::puts(report.dump().c_str());
  return ExitCode::kOk;
}

}  // namespace
}  // namespace smallprint::bench

int main(int argc, char** argv) {
  return smallprint::run_program("smallprint_search_bench", [&] {
    return smallprint::bench::run({argv + 1, argv + argc});
  });
}
