#include "searcher/run.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "common/error.hpp"
#include "common/printable.hpp"
#include "common/standard_streams.hpp"
#include "searcher/attribute_values.hpp"
#include "searcher/batch_file.hpp"
#include "searcher/facet_output.hpp"
#include "searcher/json_output.hpp"
#include "searcher/near_names.hpp"
#include "searcher/query_intent.hpp"
#include "searcher/query_parser.hpp"
#include "searcher/searcher.hpp"
#include "searcher/snapshot_view.hpp"
#include "searcher/table_format.hpp"
#include "searcher/text_format.hpp"

namespace smallprint::searching {
namespace {

Filters make_filters(const Options& options, TextAnalyzer& analyzer) {
  Filters filters;
  filters.sites = options.sites;
  filters.policy_hosts = options.policy_hosts;
  filters.categories = options.categories;
  filters.statement = options.statement;
  filters.days = options.days;
  for (const std::string& condition : options.excluded) {
    ParsedQuery parsed = parse_query(condition, analyzer);
    if (parsed.root.kind != NodeKind::kField) {
      throw Error(ExitCode::kUsage,
                  fmt::format("--not: '{}' is not FIELD:VALUE", condition),
                  "smallprint-search fields");
    }
    filters.excluded.push_back(std::move(parsed));
  }
  return filters;
}

/// An empty query is all that the filters let through; without a filter it is a slip, most likely a
/// variable of a script that was not set.
void refuse_everything(const ParsedQuery& query, const Options& options) {
  if (query.root.kind == NodeKind::kNothing && !options.has_filter()) {
    throw Error(ExitCode::kUsage,
                "the query is empty and no filter is given",
                "for everything, a filter alone that lets everything through: --from 1990-01-01");
  }
}

SearchRequest make_request(const Options& options, TextAnalyzer& analyzer) {
  SearchRequest request;
  request.filters = make_filters(options, analyzer);
  request.group = options.group;
  request.sort = options.sort;
  request.limit = options.limit;
  request.offset = options.offset;
  request.explain = options.explain;
  return request;
}

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

/// A message about one part of a run that goes on.
void print_message(const std::string& message, const std::string& hint) {
  print_diagnostic(fmt::format("smallprint-search: {}\n", printable_text(message)));
  if (!hint.empty()) {
    print_diagnostic(fmt::format("hint: {}\n", printable_text(hint)));
  }
}

ExitCode found_code(const Options& options, bool found) {
  return options.fail_if_empty && !found ? ExitCode::kNothingFound : ExitCode::kOk;
}

/// Warns of names that the index does not have, of each once: nothing would be found of a slip.
class NameWarnings {
 public:
  explicit NameWarnings(const IndexView& index) : check_(index) {}

  void print(const ParsedQuery& query, const Filters& filters) {
    for (const UnknownName& name : check_.unknown(query, filters)) {
      print_message("warning: " + name.message(), {});
    }
  }

 private:
  NameCheck check_;
};

/// Parses queries, and reads what they ask for unless that is switched off.
class QueryReader {
 public:
  QueryReader(const Options& options, TextAnalyzer& analyzer) : analyzer_(analyzer) {
    if (options.intent && options.sort == Sort::kRelevance) {
      intents_.emplace();
    }
  }

  void read(const std::string& query, SearchRequest& request) {
    request.query = parse_query(query, analyzer_);
    request.intent = intents_ ? intents_->read(request.query) : std::nullopt;
  }

 private:
  TextAnalyzer& analyzer_;
  std::optional<IntentReader> intents_;
};

ExitCode run_search(const Options& options, Searcher& searcher, TextAnalyzer& analyzer) {
  SearchRequest request = make_request(options, analyzer);
  if (!options.arguments.empty()) {
    QueryReader(options, analyzer).read(options.arguments.front(), request);
  }
  refuse_everything(request.query, options);
  NameWarnings(searcher.index()).print(request.query, request.filters);
  const Answer answer = searcher.answer(request);
  AnswerPrinter(searcher, options.format).print(request, answer);
  if (answer.totals.passages == 0 && !options.arguments.empty() &&
      resembles_verb(options.arguments.front())) {
    print_diagnostic(fmt::format("hint: {}\n", kVerbsHint));
  }
  return found_code(options, answer.totals.passages > 0);
}

ExitCode run_count(const Options& options, Searcher& searcher, TextAnalyzer& analyzer) {
  const Filters filters = make_filters(options, analyzer);
  std::vector<std::string> queries = options.arguments;
  if (queries.empty()) {
    queries.emplace_back();  // the filters alone
  }
  Json all = Json::array();
  NameWarnings warnings(searcher.index());
  bool found = false;
  for (const std::string& query : queries) {
    const ParsedQuery parsed = parse_query(query, analyzer);
    refuse_everything(parsed, options);
    warnings.print(parsed, filters);
    const Totals totals = searcher.count(parsed, filters);
    found = found || totals.passages > 0;
    const Json line = {{"query", query}, {"totals", to_json(totals)}};
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

ExitCode run_facets(const Options& options, Searcher& searcher, TextAnalyzer& analyzer) {
  FacetRequest request;
  request.query = parse_query(options.arguments.empty() ? "" : options.arguments.front(), analyzer);
  request.filters = make_filters(options, analyzer);
  request.by = options.by;
  request.unit = options.unit;
  request.top = options.top;
  NameWarnings(searcher.index()).print(request.query, request.filters);
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

/// Answers the queries of a file; one that cannot be read is named, and the others are answered.
class Batch {
 public:
  Batch(const Options& options, Searcher& searcher, TextAnalyzer& analyzer)
      : options_(options),
        searcher_(searcher),
        request_(make_request(options, analyzer)),
        reader_(options, analyzer),
        warnings_(searcher.index()) {
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

ExitCode run_show(const Options& options, IndexView& index) {
  const SnapshotView snapshot = show(index, options.arguments.front());
  print_answer(options.format == OutputFormat::kJson ? to_line(to_json(snapshot)) + "\n"
                                                     : snapshot_text(snapshot, style_of_stdout()));
  return ExitCode::kOk;
}

/// The closed list behind a field, empty where anything may stand.
Json values_of_field(FieldId field) {
  Json values = Json::array();
  if (field == FieldId::kPractice) {
    for (const PracticeEntry& practice : kPractices) {
      values.push_back({{"value", practice.id},
                        {"label", practice.label},
                        {"definition", practice.definition},
                        {"polarity", practice.has_polarity ? Json(kPolarityIds) : Json::array()}});
    }
  } else if (field == FieldId::kData) {
    for (const AttributeValue& type : std::span(kAttributeValues).first(kDataTypeCount)) {
      values.push_back(
          {{"value", type.id}, {"label", type.label}, {"definition", type.definition}});
    }
  }
  for (const ListedValue& listed : listed_values(field)) {
    values.push_back({{"value", listed.id}, {"label", listed.label}, {"definition", listed.label}});
  }
  return values;
}

ExitCode run_fields(const Options& options) {
  Json all = Json::array();
  for (const Field& field : kFields) {
    const Json values = values_of_field(field.id);
    all.push_back({{"name", field.name},
                   {"description", field.description},
                   {"example", field.example},
                   {"values", values}});
    if (options.format == OutputFormat::kText) {
      print_answer(
          fmt::format("{:<12} {}\n{:<12} {}\n", field.name, field.description, "", field.example));
      for (const Json& value : values) {
        print_answer(fmt::format("{:<12}   {:<32} {}\n",
                                 "",
                                 value["value"].get_ref<const std::string&>(),
                                 value["definition"].get_ref<const std::string&>()));
      }
    }
  }
  if (options.format == OutputFormat::kJson) {
    print_answer(to_line(all) + "\n");
  }
  return ExitCode::kOk;
}

}  // namespace

ExitCode run(const Options& options) {
  if (options.verb == Verb::kFields) {
    return run_fields(options);
  }
  TextAnalyzer analyzer;
  IndexView index(options.index);
  if (options.verb == Verb::kShow) {
    return run_show(options, index);
  }
  Searcher searcher(index);
  switch (options.verb) {
    case Verb::kCount:
      return run_count(options, searcher, analyzer);
    case Verb::kFacets:
      return run_facets(options, searcher, analyzer);
    case Verb::kBatch:
      return Batch(options, searcher, analyzer).run();
    default:
      return run_search(options, searcher, analyzer);
  }
}

}  // namespace smallprint::searching
