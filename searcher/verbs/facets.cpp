#include <string>

#include <nlohmann/json.hpp>

#include "common/standard_streams.hpp"
#include "searcher/output/facet_output.hpp"
#include "searcher/verbs/verbs.hpp"

namespace smallprint::searching {

ExitCode run_facets(const Session& session) {
  const Options& options = session.options;
  Searcher& searcher = session.searcher;
  FacetRequest request;
  request.query = query_of(session);
  request.filters = make_filters(session);
  request.by = options.by;
  request.unit = options.unit;
  request.top = options.top;
  request.collapse = options.collapse;
  NameWarnings(searcher.index()).print(request.query, request.filters);
  CountNotes notes(searcher.index(), CountOf::kMatches);
  notes.print(request.query, request.filters);
  if (counts_labels(request.by)) {
    notes.print_for_all_labels();
  }
  const FacetAnswer answer = searcher.facets(request);
  const std::string& digest = searcher.index().manifest.index_digest;
  switch (options.format) {
    case OutputFormat::kJson:
      print_answer(to_line(facet_json(digest, request, answer)) + "\n");
      break;
    case OutputFormat::kCsv:
      print_answer(facet_table(TableKind::kCsv, request, answer));
      break;
    case OutputFormat::kTsv:
      print_answer(facet_table(TableKind::kTsv, request, answer));
      break;
    default:
      print_answer(facet_text(digest, request, answer));
      break;
  }
  return found_code(options, answer.matching > 0);
}

}  // namespace smallprint::searching
