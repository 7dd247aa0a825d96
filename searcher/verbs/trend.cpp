#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "common/error.hpp"
#include "common/output_file.hpp"
#include "common/standard_streams.hpp"
#include "searcher/output/trend_chart.hpp"
#include "searcher/output/trend_output.hpp"
#include "searcher/query/query_parser.hpp"
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

/// What would keep the chart from being written is found before anything is counted. A file of
/// another kind is neither replaced by mistake nor taken for another format.
std::optional<OutputFile> plot_file(const Options& options) {
  if (!options.trend.plot) {
    return std::nullopt;
  }
  const std::filesystem::path& path = *options.trend.plot;
  OutputFile file(path);
  if (!file.is_stream() && path.extension() != ".svg") {
    throw Error(ExitCode::kUsage,
                fmt::format("--plot: '{}' does not end in .svg", path.string()),
                "a chart is an SVG file; rsvg-convert or inkscape make PDF and PNG of it");
  }
  return file;
}

}  // namespace

ExitCode run_trend(const Session& session) {
  const TrendRequest request = make_trend_request(session);
  const std::optional<OutputFile> plot = plot_file(session.options);
  NameWarnings warnings(session.searcher.index());
  CountNotes notes(session.searcher.index(), CountOf::kRate);
  warnings.print(request.query, request.filters);
  notes.print(request.query, request.filters);
  if (request.compare) {
    warnings.print(*request.compare, {});
    notes.print(*request.compare, {});
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
  if (plot) {
    plot->write(trend_chart(digest, request, answer));
  }
  const bool found = std::ranges::any_of(
      answer.periods, [](const TrendPeriod& period) { return period.counts.matching > 0; });
  return found_code(session.options, found);
}

}  // namespace smallprint::searching
