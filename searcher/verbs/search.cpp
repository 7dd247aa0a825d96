#include <cstddef>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "common/standard_streams.hpp"
#include "searcher/output/json_output.hpp"
#include "searcher/output/table_format.hpp"
#include "searcher/output/text_format.hpp"
#include "searcher/verbs/verbs.hpp"

namespace smallprint::searching {
namespace {

/// Prints hits one by one as they are loaded.
class AnswerPrinter {
 public:
  AnswerPrinter(Searcher& searcher, OutputFormat format) : searcher_(searcher), format_(format) {}

  void print(const SearchRequest& request, const Answer& answer) {
    print_answer(begin(request, answer));
    for (std::size_t i = 0; i < answer.rows.size(); ++i) {
      print_answer(one(searcher_.load(request, answer, i), i + 1 == answer.rows.size()));
    }
    if (format_ == OutputFormat::kJson) {
      print_answer(answer.rows.empty() ? "]\n}\n" : "\n  ]\n}\n");
    }
  }

 private:
  std::string begin(const SearchRequest& request, const Answer& answer) {
    switch (format_) {
      case OutputFormat::kText:
        return head_text(searcher_.index(), request, answer);
      case OutputFormat::kJson: {
        std::string head = "{\n";
        const Json json = answer_head(searcher_.index(), request, answer);
        for (const auto& [key, value] : json.items()) {
          head += fmt::format("  \"{}\": {},\n", key, to_line(value));
        }
        return head + "  \"hits\": [";
      }
      case OutputFormat::kCsv:
        return table_head(TableKind::kCsv);
      case OutputFormat::kTsv:
        return table_head(TableKind::kTsv);
      case OutputFormat::kJsonl:
      case OutputFormat::kTrec:
        break;
    }
    return {};
  }

  [[nodiscard]] std::string one(const Hit& hit, bool last) const {
    switch (format_) {
      case OutputFormat::kText:
        return hit_text(hit, style_);
      case OutputFormat::kJson:
        return "\n    " + to_line(to_json(hit)) + (last ? "" : ",");
      case OutputFormat::kJsonl:
        return to_line(to_json(hit)) + "\n";
      case OutputFormat::kCsv:
        return table_row(TableKind::kCsv, hit);
      case OutputFormat::kTsv:
        return table_row(TableKind::kTsv, hit);
      case OutputFormat::kTrec:
        break;
    }
    return trec_line("1", hit);
  }

  Searcher& searcher_;
  OutputFormat format_;
  TextStyle style_ = style_of_stdout();
};

}  // namespace

ExitCode run_search(const Session& session) {
  const Options& options = session.options;
  Searcher& searcher = session.searcher;
  SearchRequest request = make_request(session);
  if (!options.arguments.empty()) {
    QueryReader(session).read(options.arguments.front(), request);
  }
  refuse_everything(request.query, options);
  NameWarnings(searcher.index()).print(request.query, request.filters);
  const Answer answer = searcher.answer(request);
  AnswerPrinter(searcher, options.format).print(request, answer);
  if (answer.totals.passages == 0 && !options.arguments.empty() &&
      resembles_verb(options.arguments.front())) {
    print_diagnostic(fmt::format("hint: {}\n", verbs_hint()));
  }
  return found_code(options, answer.totals.passages > 0);
}

}  // namespace smallprint::searching
