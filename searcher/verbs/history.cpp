#include "searcher/histories/history.hpp"

#include <nlohmann/json.hpp>

#include "common/standard_streams.hpp"
#include "searcher/histories/snapshot_diff.hpp"
#include "searcher/output/history_output.hpp"
#include "searcher/output/snapshot_diff_output.hpp"
#include "searcher/query/query_parser.hpp"
#include "searcher/verbs/verbs.hpp"

namespace smallprint::searching {

ExitCode run_history(const Options& options, IndexView& index) {
  const std::string& digest = index.manifest.index_digest;
  if (options.diff) {
    const SnapshotDiff diff = diff_snapshots(index, options.arguments.front(), *options.diff);
    print_answer(options.format == OutputFormat::kJson
                     ? to_line(diff_json(digest, diff)) + "\n"
                     : diff_text(digest, diff, style_of_stdout()));
    return ExitCode::kOk;
  }
  TextAnalyzer analyzer;
  const std::string query = options.arguments.size() > 1 ? options.arguments[1] : std::string();
  const HistoryRequest request{.site = options.arguments.front(),
                               .query = parse_query(query, analyzer),
                               .statement = options.statement,
                               .days = options.days};
  const SiteHistory history = read_history(index, request);
  print_answer(options.format == OutputFormat::kJson
                   ? to_line(history_json(digest, request, history)) + "\n"
                   : history_text(digest, history, style_of_stdout()));
  return ExitCode::kOk;
}

}  // namespace smallprint::searching
