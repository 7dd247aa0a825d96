/// What the verbs that ask an index share: the command line, the index, and how both become
/// requests.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "common/exit_code.hpp"
#include "common/text_analyzer.hpp"
#include "searcher/matching/filters.hpp"
#include "searcher/near_names.hpp"
#include "searcher/options.hpp"
#include "searcher/query/query.hpp"
#include "searcher/query/query_intent.hpp"
#include "searcher/query/question_notes.hpp"
#include "searcher/search_request.hpp"
#include "searcher/searcher.hpp"

namespace smallprint::searching {

struct Session {
  const Options& options;
  Searcher& searcher;
  TextAnalyzer& analyzer;
};

/// The query of the only argument; one that is empty when there is none.
[[nodiscard]] ParsedQuery query_of(const Session& session);

/// Throws Error(kUsage) when a --not is no FIELD:VALUE.
[[nodiscard]] Filters make_filters(const Session& session);

/// All of a request but its query.
[[nodiscard]] SearchRequest make_request(const Session& session);

/// An empty query is all that the filters let through; without a filter it is a slip, most likely a
/// variable of a script that was not set.
/// Throws Error(kUsage).
void refuse_everything(const ParsedQuery& query, const Options& options);

/// kNothingFound where the command line asks for it.
[[nodiscard]] ExitCode found_code(const Options& options, bool found);

/// A message about one part of a run that goes on.
void print_message(const std::string& message, const std::string& hint);

/// Warns of names that the index does not have, of each once: nothing would be found of a slip.
class NameWarnings {
 public:
  explicit NameWarnings(const IndexView& index) : check_(index) {}

  void print(const ParsedQuery& query, const Filters& filters);

 private:
  NameCheck check_;
};

/// Says on stderr what a count may be taken for and is not, and what it rests on; each once.
class CountNotes {
 public:
  CountNotes(const IndexView& index, CountOf count)
      : labeler_(index.manifest.labeler), count_(count) {}

  void print(const ParsedQuery& query, const Filters& filters);

  /// For a list of practices or data types.
  void print_for_all_labels();

 private:
  void print(const std::string& note);

  const std::string& labeler_;
  CountOf count_;
  std::set<std::string> printed_;
};

/// Parses queries, and reads what they ask for unless that is switched off.
class QueryReader {
 public:
  explicit QueryReader(const Session& session);

  void read(const std::string& query, SearchRequest& request);

 private:
  TextAnalyzer& analyzer_;
  std::optional<IntentReader> intents_;
};

}  // namespace smallprint::searching
