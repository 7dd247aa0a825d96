#include <string>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "common/error.hpp"
#include "common/output_file.hpp"
#include "common/printable.hpp"
#include "common/standard_streams.hpp"
#include "searcher/run.hpp"
#include "searcher/saved_question.hpp"
#include "searcher/verbs/session.hpp"
#include "searcher/verbs/verbs.hpp"

namespace smallprint::searching {
namespace {

Error not_askable(const std::string& file, const std::string& why) {
  return {ExitCode::kNoInput, fmt::format("{}: /arguments: {}", printable(file), why)};
}

/// Of the index given now; writes no file.
Options options_of(const SavedQuestion& question, const Options& rerun) {
  const std::string& file = rerun.arguments.front();
  std::vector<const char*> words{"smallprint-search"};
  bool is_option = true;  // until --
  for (const std::string& argument : question.arguments) {
    if (argument.find('\0') != std::string::npos) {
      throw not_askable(file, "a word holds a NUL byte, which no command line can");
    }
    is_option = is_option && argument != "--";
    if (is_option && has_word("-h --help --version", argument)) {
      throw not_askable(file, argument + " asks nothing of an index");
    }
    words.push_back(argument.c_str());
  }
  try {
    const auto parsed = parse_options(static_cast<int>(words.size()), words.data());
    const auto* const asked = std::get_if<Options>(&parsed);
    if (asked == nullptr || !entry(asked->verb).can_be_saved) {
      throw not_askable(file, "they are no question that --save takes");
    }
    Options options = *asked;
    options.index = rerun.index;
    options.save.clear();
    options.trend.plot.reset();
    options.sampling.codebook.clear();
    return options;
  } catch (const Error& error) {
    throw error.code() == ExitCode::kUsage ? not_askable(file, error.what()) : error;
  }
}

void print_verdict(const SavedQuestion& saved, const SavedQuestion& now) {
  const std::vector<std::string> changes = changes_between(saved, now);
  if (saved.has_same_answer(now)) {
    print_message(fmt::format("the same answer, byte for byte: {} bytes, {}{}",
                              now.answer_bytes,
                              now.answer_digest,
                              changes.empty() ? "" : ", although there were changes"),
                  {});
  } else {
    print_message(fmt::format("another answer: {} bytes, {}, where it was {} bytes, {}",
                              now.answer_bytes,
                              now.answer_digest,
                              saved.answer_bytes,
                              saved.answer_digest),
                  changes.empty()
                      ? "program and index are the same: the saved file was changed, or "
                        "this is an error of the program"
                      : "");
  }
  for (const std::string& change : changes) {
    print_diagnostic(fmt::format("  {}\n", printable(change)));
  }
}

}  // namespace

ExitCode ask_and_save(const Options& options, IndexView& index) {
  const OutputFile file(options.save);  // before the work, whether it can be written
  const AnswerRecord answer;
  const ExitCode code = ask(options, index);
  flush_answer();
  file.write(saved_text(saved_question(options.command_line, index.manifest, answer)));
  return code;
}

ExitCode run_rerun(const Options& options, IndexView& index) {
  const SavedQuestion saved = read_saved_question(options.arguments.front());
  const AnswerRecord answer;
  (void)ask(options_of(saved, options), index);
  const SavedQuestion now = saved_question(saved.arguments, index.manifest, answer);
  print_verdict(saved, now);
  return saved.has_same_answer(now) ? ExitCode::kOk : ExitCode::kNothingFound;
}

}  // namespace smallprint::searching
