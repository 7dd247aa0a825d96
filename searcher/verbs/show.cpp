#include <nlohmann/json.hpp>

#include "common/standard_streams.hpp"
#include "searcher/matching/snapshot_view.hpp"
#include "searcher/output/json_output.hpp"
#include "searcher/output/text_format.hpp"
#include "searcher/verbs/verbs.hpp"

namespace smallprint::searching {

ExitCode run_show(const Options& options, IndexView& index) {
  const SnapshotView snapshot = show(index, options.arguments.front());
  print_answer(options.format == OutputFormat::kJson
                   ? to_line(to_json(snapshot, index.manifest.index_digest)) + "\n"
                   : snapshot_text(snapshot, style_of_stdout()));
  return ExitCode::kOk;
}

}  // namespace smallprint::searching
