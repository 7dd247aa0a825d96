#include "searcher/sampling/sample.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "common/file_writer.hpp"
#include "common/standard_streams.hpp"
#include "searcher/output/sample_output.hpp"
#include "searcher/verbs/verbs.hpp"

namespace smallprint::searching {
namespace {

SampleRequest request_of(const Session& session) {
  const Options& options = session.options;
  SampleRequest request;
  request.query = query_of(session);
  request.filters = make_filters(session);
  request.group = options.group;
  request.stratify = options.sampling.stratify;
  request.size = options.sampling.size;
  request.seed = options.sampling.seed;
  return request;
}

void warn_of_empty_strata(const Sample& sample) {
  const auto without = std::ranges::count(sample.strata, std::uint64_t{0}, &Stratum::drawn);
  if (without > 0) {
    print_message(fmt::format("warning: {} of {} strata have no row: nothing can be concluded for "
                              "all of them together",
                              without,
                              sample.strata.size()),
                  fmt::format("--size {} or more", sample.strata.size()));
  }
}

/// With JSON it is part of the answer; with tables it is a file of its own.
void write_codebook(const Options& options, const std::string& codebook) {
  if (!options.sampling.codebook.empty()) {
    FileWriter writer(options.sampling.codebook);
    writer.append(codebook);
    writer.close();
  } else if (options.format != OutputFormat::kJson) {
    print_diagnostic(codebook);
  }
}

void print_rows(OutputFormat format, const Sample& sample) {
  if (format == OutputFormat::kJsonl) {
    for (const SampledPassage& row : sample.rows) {
      print_answer(to_line(to_json(row)) + "\n");
    }
    return;
  }
  print_answer(
      sample_table(format == OutputFormat::kTsv ? TableKind::kTsv : TableKind::kCsv, sample));
}

}  // namespace

ExitCode run_sample(const Session& session) {
  const Options& options = session.options;
  Searcher& searcher = session.searcher;
  const SampleRequest request = request_of(session);
  refuse_everything(request.query, options);
  NameWarnings(searcher.index()).print(request.query, request.filters);
  CountNotes(searcher.index(), CountOf::kMatches).print(request.query, request.filters);
  const Sample sample = searcher.sample(request);
  const std::string& digest = searcher.index().manifest.index_digest;
  warn_of_empty_strata(sample);
  write_codebook(options, codebook_text(digest, request, sample));
  if (options.format == OutputFormat::kJson) {
    print_answer(to_line(sample_json(digest, request, sample)) + "\n");
  } else {
    print_rows(options.format, sample);
  }
  return found_code(options, sample.population > 0);
}

}  // namespace smallprint::searching
