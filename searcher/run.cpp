#include "searcher/run.hpp"

#include "common/text_analyzer.hpp"
#include "searcher/index_view.hpp"
#include "searcher/query/query_intent.hpp"
#include "searcher/searcher.hpp"
#include "searcher/verbs/session.hpp"
#include "searcher/verbs/verbs.hpp"

namespace smallprint::searching {

ExitCode ask(const Options& options, IndexView& index) {
  if (options.verb == Verb::kShow) {
    return run_show(options, index);
  }
  if (options.verb == Verb::kHistory) {
    return run_history(options, index);
  }
  TextAnalyzer analyzer;
  Searcher searcher(index);
  const Session session{.options = options, .searcher = searcher, .analyzer = analyzer};
  switch (options.verb) {
    case Verb::kCount:
      return run_count(session);
    case Verb::kExport:
      return run_export(session);
    case Verb::kFacets:
      return run_facets(session);
    case Verb::kTrend:
      return run_trend(session);
    case Verb::kFirst:
      return run_first(session);
    case Verb::kBatch:
      return run_batch(session);
    case Verb::kSample:
      return run_sample(session);
    case Verb::kSimilar:
      return run_similar(session);
    default:
      return run_search(session);
  }
}

ExitCode run(const Options& options) {
  if (options.verb == Verb::kFields) {
    return run_fields(options);
  }
  if (options.verb == Verb::kAgree) {
    return run_agree(options);
  }
  if (options.intent && (options.verb == Verb::kSearch || options.verb == Verb::kBatch)) {
    IntentReader::begin_loading();
  }
  // Left open: the end of the process closes all at once, and sooner (docs/design.md).
  static IndexView* opened = nullptr;
  opened = new IndexView(options.index);
  IndexView& index = *opened;
  if (options.verb == Verb::kRerun) {
    return run_rerun(options, index);
  }
  return options.save.empty() ? ask(options, index) : ask_and_save(options, index);
}

}  // namespace smallprint::searching
