#include "searcher/templates/similar.hpp"

#include <nlohmann/json.hpp>

#include "common/error.hpp"
#include "common/standard_streams.hpp"
#include "searcher/matching/columns.hpp"
#include "searcher/output/similar_output.hpp"
#include "searcher/templates/shared_phrases.hpp"
#include "searcher/verbs/verbs.hpp"

namespace smallprint::searching {

ExitCode run_similar(const Session& session) {
  const Options& options = session.options;
  const IndexView& index = session.searcher.index();
  const IndexTemplates& templates = session.searcher.templates();
  const std::string& digest = index.manifest.index_digest;
  const std::string& what = options.arguments.front();
  const Page page{.offset = options.offset, .limit = options.limit};
  const bool as_json = options.format == OutputFormat::kJson;
  if (options.phrases) {
    if (what.starts_with(kPassageIdPrefix)) {
      throw Error(ExitCode::kUsage, "similar: --phrases compares sites: name one");
    }
    const SharedPhrases answer = find_shared_phrases(index, what, page);
    print_answer(as_json ? to_line(similar_json(digest, answer)) + "\n"
                         : similar_text(digest, answer));
    return found_code(options, answer.distinct > 0);
  }
  if (what.starts_with(kPassageIdPrefix)) {
    const SimilarPassages answer = find_similar_passages(index, templates, what, page);
    print_answer(as_json ? to_line(similar_json(digest, answer)) + "\n"
                         : similar_text(digest, answer, style_of_stdout()));
    return found_code(options, answer.same_text_sites + answer.near_sites > 0);
  }
  const SimilarSites answer =
      find_similar_sites(index, templates, session.searcher.policy_templates(), what, page);
  print_answer(as_json ? to_line(similar_json(digest, answer)) + "\n"
                       : similar_text(digest, answer));
  return found_code(options, answer.distinct > 0);
}

}  // namespace smallprint::searching
