#include "searcher/verbs/session.hpp"

#include <utility>

#include <fmt/format.h>

#include "common/error.hpp"
#include "common/printable.hpp"
#include "common/standard_streams.hpp"
#include "searcher/query/label_notes.hpp"
#include "searcher/query/query_parser.hpp"
#include "searcher/query/question_notes.hpp"

namespace smallprint::searching {

ParsedQuery query_of(const Session& session) {
  const std::vector<std::string>& arguments = session.options.arguments;
  return parse_query(arguments.empty() ? std::string() : arguments.front(), session.analyzer);
}

Filters make_filters(const Session& session) {
  const Options& options = session.options;
  Filters filters;
  filters.sites = options.sites;
  filters.policy_hosts = options.policy_hosts;
  filters.categories = options.categories;
  filters.statement = options.statement;
  filters.days = options.days;
  for (const std::string& condition : options.excluded) {
    ParsedQuery parsed = parse_query(condition, session.analyzer);
    if (parsed.root.kind != NodeKind::kField) {
      throw Error(ExitCode::kUsage,
                  fmt::format("--not: '{}' is not FIELD:VALUE", condition),
                  "smallprint-search fields");
    }
    filters.excluded.push_back(std::move(parsed));
  }
  return filters;
}

SearchRequest make_request(const Session& session) {
  const Options& options = session.options;
  SearchRequest request;
  request.filters = make_filters(session);
  request.group = options.group;
  request.sort = options.sort;
  request.collapse = options.collapse;
  request.limit = options.limit;
  request.offset = options.offset;
  request.explain = options.explain;
  return request;
}

void refuse_everything(const ParsedQuery& query, const Options& options) {
  if (query.root.kind == NodeKind::kNothing && !options.has_filter()) {
    throw Error(ExitCode::kUsage,
                "the query is empty and no filter is given",
                "for everything, a filter alone that lets everything through: --from 1990-01-01");
  }
}

ExitCode found_code(const Options& options, bool found) {
  return options.fail_if_empty && !found ? ExitCode::kNothingFound : ExitCode::kOk;
}

void print_message(const std::string& message, const std::string& hint) {
  print_diagnostic(fmt::format("smallprint-search: {}\n", printable_text(message)));
  if (!hint.empty()) {
    print_diagnostic(fmt::format("hint: {}\n", printable_text(hint)));
  }
}

void CountNotes::print(const ParsedQuery& query, const Filters& filters) {
  for (const std::string& note : notes_on_question(query, count_)) {
    print(note);
  }
  for (const std::string& note : notes_on_labels(query, filters, labeler_)) {
    print(note);
  }
}

void CountNotes::print_for_all_labels() {
  print(note_on_all_labels());
}

void CountNotes::print(const std::string& note) {
  if (printed_.insert(note).second) {
    print_message("note: " + note, {});
  }
}

void NameWarnings::print(const ParsedQuery& query, const Filters& filters) {
  for (const UnknownName& name : check_.unknown(query, filters)) {
    print_message("warning: " + name.message(), {});
  }
}

QueryReader::QueryReader(const Session& session) : analyzer_(session.analyzer) {
  if (session.options.intent && session.options.sort == Sort::kRelevance) {
    intents_.emplace();
  }
}

void QueryReader::read(const std::string& query, SearchRequest& request) {
  request.query = parse_query(query, analyzer_);
  request.intent = intents_ ? intents_->read(request.query) : std::nullopt;
}

}  // namespace smallprint::searching
