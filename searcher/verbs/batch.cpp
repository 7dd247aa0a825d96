#include <cstddef>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "common/error.hpp"
#include "common/standard_streams.hpp"
#include "searcher/output/json_output.hpp"
#include "searcher/output/table_format.hpp"
#include "searcher/query/batch_file.hpp"
#include "searcher/verbs/verbs.hpp"

namespace smallprint::searching {
namespace {

/// Answers the queries of a file; one that cannot be read is named, and the others are answered.
class Batch {
 public:
  explicit Batch(const Session& session)
      : options_(session.options),
        searcher_(session.searcher),
        request_(make_request(session)),
        reader_(session),
        warnings_(session.searcher.index()) {
    request_.totals = false;
  }

  ExitCode run() {
    const std::string& path = options_.arguments.front();
    const std::vector<BatchQuery> queries = read_batch_file(path);
    bool found = false;
    std::size_t refused = 0;
    for (const BatchQuery& query : queries) {
      try {
        found = answer(query) || found;
      } catch (const Error& error) {
        const std::string message = fmt::format("{}:{}: {}", path, query.line, error.what());
        if (error.code() != ExitCode::kUsage) {
          throw Error(error.code(), message, error.hint());
        }
        print_message(message, error.hint());
        ++refused;
      }
    }
    if (refused > 0) {
      throw Error(
          ExitCode::kUsage,
          fmt::format("{}: {} of {} queries are not answered", path, refused, queries.size()),
          "their lines are named above");
    }
    return found_code(options_, found);
  }

 private:
  /// Says whether it found anything.
  bool answer(const BatchQuery& query) {
    if (!query.is_split) {
      throw Error(ExitCode::kUsage, "a line is qid TAB query [TAB site]");
    }
    SearchRequest request = request_;
    reader_.read(query.query, request);
    if (query.site.empty()) {
      refuse_everything(request.query, options_);
    } else {
      request.filters.sites = {query.site};
    }
    warnings_.print(request.query, request.filters);
    const Answer answer = searcher_.answer(request);
    for (std::size_t i = 0; i < answer.rows.size(); ++i) {
      const Hit hit = searcher_.load(request, answer, i);
      print_answer(options_.format == OutputFormat::kTrec
                       ? trec_line(query.qid, hit)
                       : to_line(batch_line(query.qid, hit)) + "\n");
    }
    return !answer.rows.empty();
  }

  const Options& options_;
  Searcher& searcher_;
  SearchRequest request_;  // all of it but the query
  QueryReader reader_;
  NameWarnings warnings_;
};

}  // namespace

ExitCode run_batch(const Session& session) {
  return Batch(session).run();
}

}  // namespace smallprint::searching
