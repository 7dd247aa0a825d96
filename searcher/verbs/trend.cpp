#include <algorithm>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "common/error.hpp"
#include "common/standard_streams.hpp"
#include "searcher/query_parser.hpp"
#include "searcher/trend_output.hpp"
#include "searcher/verbs/verbs.hpp"

namespace smallprint::searching {
namespace {

TrendRequest make_trend_request(const Session& session) {
  const TrendOptions& options = session.options.trend;
  TrendRequest request;
  request.query = query_of(session);
  refuse_everything(request.query, session.options);
  request.filters = make_filters(session);
  request.by = options.by;
  request.unit = options.unit;
  request.panel = options.panel;
  request.cut = options.cut;
  if (options.compare) {
    request.compare = parse_query(*options.compare, session.analyzer);
    if (request.compare->root.kind == NodeKind::kNothing) {
      throw Error(ExitCode::kUsage, "--compare: the query is empty");
    }
  }
  return request;
}

}  // namespace

ExitCode run_trend(const Session& session) {
  const TrendRequest request = make_trend_request(session);
  NameWarnings warnings(session.searcher.index());
  warnings.print(request.query, request.filters);
  if (request.compare) {
    warnings.print(*request.compare, {});
  }
  const TrendAnswer answer = session.searcher.trend(request);
  const std::string& digest = session.searcher.index().manifest.index_digest;
  switch (session.options.format) {
    case OutputFormat::kJson:
      print_answer(to_line(trend_json(digest, request, answer)) + "\n");
      break;
    case OutputFormat::kCsv:
      print_answer(trend_table(TableKind::kCsv, request, answer));
      break;
    case OutputFormat::kTsv:
      print_answer(trend_table(TableKind::kTsv, request, answer));
      break;
    default:
      print_answer(trend_text(digest, request, answer));
      break;
  }
  const bool found = std::ranges::any_of(
      answer.periods, [](const TrendPeriod& period) { return period.counts.matching > 0; });
  return found_code(session.options, found);
}

}  // namespace smallprint::searching
