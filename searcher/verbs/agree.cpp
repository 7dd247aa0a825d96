#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "common/standard_streams.hpp"
#include "searcher/output/agreement_output.hpp"
#include "searcher/sampling/agreement.hpp"
#include "searcher/sampling/coding_sheet.hpp"
#include "searcher/verbs/verbs.hpp"

namespace smallprint::searching {

ExitCode run_agree(const Options& options) {
  std::vector<CodingSheet> sheets;
  for (const std::string& path : options.arguments) {
    sheets.push_back(read_coding_sheet(path));
  }
  const Agreement agreement = measure_agreement(sheets);
  print_answer(options.format == OutputFormat::kJson ? to_line(agreement_json(agreement)) + "\n"
                                                     : agreement_text(agreement));
  return ExitCode::kOk;
}

}  // namespace smallprint::searching
