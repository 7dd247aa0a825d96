#include <nlohmann/json.hpp>

#include "common/standard_streams.hpp"
#include "searcher/output/first_output.hpp"
#include "searcher/verbs/verbs.hpp"

namespace smallprint::searching {

ExitCode run_first(const Session& session) {
  FirstRequest request;
  request.query = query_of(session);
  refuse_everything(request.query, session.options);
  request.filters = make_filters(session);
  request.by = session.options.trend.by;
  const IndexView& index = session.searcher.index();
  NameWarnings(index).print(request.query, request.filters);
  CountNotes(index, CountOf::kRate).print(request.query, request.filters);
  const FirstAnswer answer = session.searcher.first(request);
  switch (session.options.format) {
    case OutputFormat::kJson:
      print_answer(to_line(first_json(index, request, answer)) + "\n");
      break;
    case OutputFormat::kCsv:
      print_answer(first_table(TableKind::kCsv, index, answer));
      break;
    case OutputFormat::kTsv:
      print_answer(first_table(TableKind::kTsv, index, answer));
      break;
    default:
      print_answer(first_text(index, request, answer, style_of_stdout()));
      break;
  }
  return found_code(session.options, !answer.sites.empty());
}

}  // namespace smallprint::searching
