#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "common/printable.hpp"
#include "common/standard_streams.hpp"
#include "searcher/output/json_output.hpp"
#include "searcher/output/text_format.hpp"
#include "searcher/query/query_parser.hpp"
#include "searcher/verbs/verbs.hpp"

namespace smallprint::searching {

ExitCode run_count(const Session& session) {
  const auto& [options, searcher, analyzer] = session;
  const Filters filters = make_filters(session);
  std::vector<std::string> queries = options.arguments;
  if (queries.empty()) {
    queries.emplace_back();  // the filters alone
  }
  Json all = Json::array();
  NameWarnings warnings(searcher.index());
  CountNotes notes(searcher.index(), CountOf::kMatches);
  bool found = false;
  for (const std::string& query : queries) {
    const ParsedQuery parsed = parse_query(query, analyzer);
    refuse_everything(parsed, options);
    warnings.print(parsed, filters);
    notes.print(parsed, filters);
    const Totals totals = searcher.count(parsed, filters);
    found = found || totals.passages > 0;
    const Json line = {{"index_digest", searcher.index().manifest.index_digest},
                       {"query", query},
                       {"parsed", parsed.parsed},
                       {"filters", to_json(filters)},
                       {"totals", to_json(totals)}};
    if (options.format == OutputFormat::kText) {
      print_answer(fmt::format("{}\t{}\n", printable(query), totals_text(totals)));
    } else if (options.format == OutputFormat::kJsonl) {
      print_answer(to_line(line) + "\n");
    }
    all.push_back(line);
  }
  if (options.format == OutputFormat::kJson) {
    print_answer(to_line(all.size() == 1 ? all.front() : all) + "\n");
  }
  return found_code(options, found);
}

}  // namespace smallprint::searching
