#include "indexer/options.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <map>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "common/error.hpp"
#include "common/generation.hpp"
#include "indexer/worker_pool.hpp"
#include "schemas/program_version.hpp"

namespace smallprint::indexing {
namespace {

constexpr const char* kExamples = R"(Examples:
  smallprint-index build ~/policies --index policies.index
  smallprint-index build ~/policies --index policies.index --report run.json
  smallprint-index status --index policies.index

Turns archives of website privacy policies into an index for smallprint-search.)";

constexpr const char* kBuildHelp =
    "Index an archive, or bring its index up to date\n\n"
    "Examples:\n"
    "  smallprint-index build ~/policies --index policies.index\n"
    "  smallprint-index build ~/a ~/b --index policies.index --include '2013_*' --jobs 2\n"
    "  smallprint-index build ~/contrib-versions.git --include 'Terms of Service.md' --ref main\n\n"
    "SOURCE is a folder: every *.md, *.markdown and *.txt below it that opens with the header "
    "line\n"
    "of the archive is a snapshot. Or it is a git repository, bare or the root of a work tree: "
    "then\n"
    "its whole history is read, and the work tree is not. Files that are refused are named on "
    "stderr\n"
    "with the reason.";

constexpr const char* kRollbackHelp =
    "Put an older generation of the index in force, once it is verified\n\n"
    "Examples:\n"
    "  smallprint-index rollback --index policies.index\n"
    "  smallprint-index rollback --to 41 --index policies.index\n\n"
    "The generations above it stay; --to goes back to one of them. The next build that finds the\n"
    "archive changed since publishes a new one above them all.";

constexpr const char* kVerifyHelp =
    "Read all of the generation in force and compare it with its manifest\n\n"
    "Examples:\n"
    "  smallprint-index verify --index policies.index\n\n"
    "Ends with 69 and names each file that is missing, more than there was, or not what was "
    "written.";

constexpr const char* kLabelHelp =
    "Label segments of text: JSON lines on standard input, JSON lines on standard output\n\n"
    "Examples:\n"
    "  smallprint-index label < segments.jsonl\n\n"
    "A line is {\"segment_id\",\"text\"[,\"heading\"]}; consecutive lines with the same part of\n"
    "segment_id before its : are one policy.";

void add_index_option(CLI::App& app, std::filesystem::path& index) {
  index = default_index();
  app.add_option("--index", index, "the index; default $SMALLPRINT_INDEX, else ./smallprint.index")
      ->type_name("DIR");
}

void add_wait_option(CLI::App& app, std::chrono::seconds& wait) {
  app.add_option_function<std::int64_t>(
         "--wait",
         [&wait](const std::int64_t& seconds) { wait = std::chrono::seconds(seconds); },
         "wait so long for another writer of the index to end; default 0")
      ->check(CLI::Range(0, 1'000'000))
      ->type_name("SECONDS");
}

void add_labeler_options(CLI::App& app, LabelerOptions& labeler) {
  app.add_option("--labeler", labeler.kind, "rules, or model: the rules and a model; default model")
      ->transform(CLI::Transformer(std::map<std::string, LabelerKind>{
          {"rules", LabelerKind::kRules}, {"model", LabelerKind::kModel}}))
      ->type_name("LABELER");
  app.add_option("--rules", labeler.rules, "folder of labelling rules; default: the program's own")
      ->type_name("DIR");
  app.add_option("--model", labeler.model, "model file; default: the program's own")
      ->type_name("FILE");
  app.add_option("--model-folds",
                 labeler.folds,
                 "for evaluation: table of sites and the model file of each, tab between")
      ->type_name("TABLE");
}

CLI::App* add_build(CLI::App& app, BuildCommand& command) {
  CLI::App* const build = app.add_subcommand("build", kBuildHelp);
  BuildOptions& options = command.options;
  build->add_option("SOURCE", options.sources, "folders of snapshots, git repositories")
      ->required();
  add_index_option(*build, options.index);
  options.jobs = one_job_per_processor();
  build->add_option("--jobs", options.jobs, "threads; default: one per processor")
      ->check(CLI::Range(1, 256))
      ->type_name("N");
  build
      ->add_option("--include",
                   options.source_options.include,
                   "only files whose path or name matches; may be repeated. Default: every policy "
                   "file, and of "
                   "Open Terms Archive's layout 'Privacy Policy.md'")
      ->type_name("GLOB")
      ->allow_extra_args(false);
  build
      ->add_option(
          "--ref",
          options.source_options.ref,
          "of a git repository: the branch, tag or commit whose history is read; default HEAD")
      ->type_name("REF");
  build->add_flag("--allow-alternates",
                  options.source_options.allow_alternates,
                  "read git repositories that borrow objects from another");
  build
      ->add_option("--max-rejected",
                   options.max_rejected,
                   "publish nothing when more of the files are refused; default 10")
      ->check(CLI::Range(0.0, 100.0))
      ->type_name("PERCENT");
  build
      ->add_option("--report",
                   command.report,
                   "write the run report here, as JSON, and a summary for people beside it")
      ->type_name("FILE");
  build->add_option("--metrics", command.metrics, "write metrics here, as Prometheus reads them")
      ->type_name("FILE");
  build->add_flag("--allow-shrink",
                  options.allow_shrink,
                  "publish also when more than 10 % of the policies are gone");
  build
      ->add_option("--keep", options.keep, "generations that stay, the new one included; default 3")
      ->check(CLI::Range(1, 1'000'000))
      ->type_name("N");
  add_wait_option(*build, options.wait);
  add_labeler_options(*build, options.labeler);
  build->add_flag("--paranoid",
                  options.paranoid,
                  "read every file again, also those whose size and times are as before");
  build->add_flag("--full", options.full, "build anew even when nothing changed");
  return build;
}

void add_format_option(CLI::App& app, std::string& format) {
  app.add_option("--format", format, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->type_name("FORMAT");
}

CLI::App* add_status(CLI::App& app, StatusCommand& command, std::string& format) {
  CLI::App* const status = app.add_subcommand("status", "Say what the index holds");
  add_index_option(*status, command.index);
  add_format_option(*status, format);
  return status;
}

CLI::App* add_generations(CLI::App& app, GenerationsCommand& command, std::string& format) {
  CLI::App* const generations =
      app.add_subcommand("generations", "List the generations that the index keeps");
  add_index_option(*generations, command.index);
  add_format_option(*generations, format);
  return generations;
}

CLI::App* add_rollback(CLI::App& app, RollbackCommand& command, std::string& format) {
  CLI::App* const rollback = app.add_subcommand("rollback", kRollbackHelp);
  add_index_option(*rollback, command.index);
  rollback->add_option("--to", command.to, "its number; default: the one before that in force")
      ->type_name("N");
  add_wait_option(*rollback, command.wait);
  add_format_option(*rollback, format);
  return rollback;
}

CLI::App* add_verify(CLI::App& app, VerifyCommand& command, std::string& format) {
  CLI::App* const verify = app.add_subcommand("verify", kVerifyHelp);
  add_index_option(*verify, command.index);
  add_format_option(*verify, format);
  return verify;
}

CLI::App* add_practices(CLI::App& app, std::string& format) {
  CLI::App* const practices =
      app.add_subcommand("practices", "List what a passage can be said to state, with definitions");
  add_format_option(*practices, format);
  return practices;
}

CLI::App* add_label(CLI::App& app, LabelCommand& command) {
  CLI::App* const label = app.add_subcommand("label", kLabelHelp);
  add_labeler_options(*label, command.labeler);
  return label;
}

}  // namespace

std::variant<Command, ExitCode> parse_options(int argc, const char* const* argv) {
  CLI::App app(kExamples, "smallprint-index");
  app.set_version_flag("--version", fmt::format("smallprint-index {}", kProgramVersion));
  app.require_subcommand(0, 1);  // none is found out below, where a wrong one has been named
  BuildCommand build;
  StatusCommand status;
  LabelCommand label;
  GenerationsCommand generations;
  RollbackCommand rollback;
  VerifyCommand verify;
  const CLI::App* const build_app = add_build(app, build);
  std::string format = "text";
  const CLI::App* const status_app = add_status(app, status, format);
  const CLI::App* const generations_app = add_generations(app, generations, format);
  const CLI::App* const rollback_app = add_rollback(app, rollback, format);
  const CLI::App* const verify_app = add_verify(app, verify, format);
  const CLI::App* const label_app = add_label(app, label);
  const CLI::App* const practices_app = add_practices(app, format);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {  // --help, --version
    app.exit(success);
    return ExitCode::kOk;
  } catch (const CLI::ParseError& error) {
    throw Error(ExitCode::kUsage, error.what(), "smallprint-index --help");
  }
  if (build_app->parsed()) {
    return Command(build);
  }
  const ReportFormat report_format = format == "json" ? ReportFormat::kJson : ReportFormat::kText;
  if (practices_app->parsed()) {
    return Command(PracticesCommand{.format = report_format});
  }
  if (label_app->parsed()) {
    return Command(label);
  }
  generations.format = rollback.format = verify.format = status.format = report_format;
  if (generations_app->parsed()) {
    return Command(generations);
  }
  if (rollback_app->parsed()) {
    return Command(rollback);
  }
  if (verify_app->parsed()) {
    return Command(verify);
  }
  if (status_app->parsed()) {
    return Command(status);
  }
  throw Error(ExitCode::kUsage,
              "no verb given: build, status, generations, rollback, verify, label or practices",
              "smallprint-index --help");
}

}  // namespace smallprint::indexing
