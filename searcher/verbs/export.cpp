#include <nlohmann/json.hpp>

#include "common/standard_streams.hpp"
#include "searcher/matching/match_stream.hpp"
#include "searcher/output/export_table.hpp"
#include "searcher/output/json_output.hpp"
#include "searcher/verbs/verbs.hpp"

namespace smallprint::searching {
namespace {

TableKind table_kind(OutputFormat format) {
  return format == OutputFormat::kTsv ? TableKind::kTsv : TableKind::kCsv;
}

bool export_passages(MatchStream& matches, OutputFormat format) {
  bool found = false;
  if (format != OutputFormat::kJsonl) {
    print_answer(passage_table_head(table_kind(format)));
  }
  matches.for_each_passage([&](const Hit& hit) {
    found = true;
    print_answer(format == OutputFormat::kJsonl ? to_line(passage_record(hit)) + "\n"
                                                : passage_table_row(table_kind(format), hit));
  });
  return found;
}

bool export_snapshots(MatchStream& matches, const Filters& filters, OutputFormat format) {
  bool found = false;
  if (format != OutputFormat::kJsonl) {
    print_answer(snapshot_table_head(table_kind(format)));
  }
  matches.for_each_snapshot(filters, [&](const MatchedSnapshot& snapshot) {
    found = true;
    print_answer(format == OutputFormat::kJsonl ? to_line(snapshot_record(snapshot)) + "\n"
                                                : snapshot_table_row(table_kind(format), snapshot));
  });
  return found;
}

}  // namespace

ExitCode run_export(const Session& session) {
  const Options& options = session.options;
  const ParsedQuery query = query_of(session);
  const Filters filters = make_filters(session);
  NameWarnings(session.searcher.index()).print(query, filters);
  const std::vector<PassageSet> found = session.searcher.find_all(query, filters);
  MatchStream matches(session.searcher.index(), found);
  return found_code(options,
                    options.unit == FacetUnit::kSnapshot
                        ? export_snapshots(matches, filters, options.format)
                        : export_passages(matches, options.format));
}

}  // namespace smallprint::searching
