/// The command line of smallprint-search.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/exit_code.hpp"
#include "searcher/counting/facets.hpp"
#include "searcher/counting/trend.hpp"
#include "searcher/histories/snapshot_diff.hpp"
#include "searcher/sampling/sample.hpp"
#include "searcher/search_request.hpp"
#include "searcher/verb.hpp"

namespace smallprint::searching {

/// What questions over time take: trend all of it, first the length of its periods.
struct TrendOptions {
  PeriodLength by = PeriodLength::kHalfYear;
  TrendUnit unit = TrendUnit::kSite;
  std::optional<DayRange> panel;       ///< both ends set
  std::optional<std::string> compare;  ///< a second query
  std::optional<DayCut> cut;
  std::optional<std::filesystem::path> plot;  ///< where a chart goes
};

/// What sample draws; size and seed must be given.
struct SamplingOptions {
  std::size_t size = 0;
  std::uint64_t seed = 0;
  Stratify stratify = Stratify::kNone;
  std::filesystem::path codebook;  ///< empty: stderr, or the answer itself where it is JSON
};

/// The arguments as given, before queries are parsed.
struct Options {
  Verb verb = Verb::kSearch;
  std::vector<std::string> arguments;     ///< queries, a batch file, or what to show
  std::vector<std::string> command_line;  ///< as given, without --index and --save
  std::filesystem::path index;
  std::filesystem::path save;  ///< write the question there; empty: nowhere
  OutputFormat format = OutputFormat::kText;
  std::vector<std::string> sites;
  std::vector<std::string> policy_hosts;
  std::vector<std::string> categories;
  StatementCondition statement;  ///< --practice, --data
  DayRange days;
  std::vector<std::string> excluded;  ///< FIELD:VALUE
  Group group = Group::kSite;         ///< kNone by default for batch
  Sort sort = Sort::kRelevance;
  Collapse collapse = Collapse::kNone;
  std::size_t limit = 10;
  std::size_t offset = 0;
  FacetBy by = FacetBy::kPractice;  ///< of facets, which need it
  FacetUnit unit = FacetUnit::kSite;
  std::size_t top = 0;  ///< 0: all values
  TrendOptions trend;
  std::optional<DayPair> diff;  ///< of history: compare two captures
  bool phrases = false;         ///< of similar: count runs of words instead of templates
  SamplingOptions sampling;
  bool explain = false;
  bool intent = true;  ///< let practice labels take part in the ranking
  bool fail_if_empty = false;

  /// Something besides a query restricts what is found.
  [[nodiscard]] bool has_filter() const {
    return !sites.empty() || !policy_hosts.empty() || !categories.empty() || !statement.empty() ||
           !days.unbounded() || !excluded.empty();
  }
};

/// The options, or the exit code after --help or --version has been printed. A verb's name in first
/// place is the verb; after `--` it is a query. Throws Error(kUsage) for a wrong command line.
[[nodiscard]] std::variant<Options, ExitCode> parse_options(int argc, const char* const* argv);

}  // namespace smallprint::searching
