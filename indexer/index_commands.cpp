#include "indexer/index_commands.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>

#include "common/error.hpp"
#include "common/generation.hpp"
#include "common/held_generation.hpp"
#include "common/json_text.hpp"
#include "common/manifest.hpp"
#include "common/printable.hpp"
#include "common/standard_streams.hpp"
#include "common/utc_time.hpp"
#include "indexer/generations.hpp"
#include "indexer/rollback.hpp"
#include "indexer/verification.hpp"
#include "indexer/worker_pool.hpp"
#include "schemas/index_schema.hpp"

namespace smallprint::indexing {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

namespace {

constexpr int kFormatVersion = 1;

void print_json(const Json& json) {
  print_answer(escape_json_controls(json.dump(2)) + '\n');
}

double megabytes(std::uint64_t bytes) {
  return static_cast<double>(bytes) / 1e6;
}

/// Of the folder of an index, at one moment.
struct Condition {
  std::string published;
  std::optional<std::int64_t> age_seconds;  ///< nothing where `published` is no time
  std::optional<std::string> last_run;      ///< when the last writer took the lock
  std::uint64_t disk_bytes = 0;
  std::uint64_t free_bytes = 0;
  std::vector<std::uint64_t> generations;
};

std::optional<std::string> last_run_of(const fs::path& index) {
  struct stat status {};

  if (::stat((index / index_files::kLock).c_str(), &status) != 0) {
    return std::nullopt;
  }
  return format_utc(UtcTime(std::chrono::seconds(status.st_mtime)));
}

Condition condition_of(const fs::path& index, const Manifest& manifest) {
  Condition condition;
  condition.published = manifest.published;
  if (const auto published = parse_utc(manifest.published)) {
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    condition.age_seconds = (now - *published).count();
  }
  condition.last_run = last_run_of(index);
  condition.disk_bytes = disk_bytes(index);
  std::error_code error;
  const fs::space_info space = fs::space(index, error);
  condition.free_bytes = error ? 0 : space.available;
  condition.generations = generation_numbers(index);
  return condition;
}

template <typename Value>
Json or_null(const std::optional<Value>& value) {
  return value ? Json(*value) : Json(nullptr);
}

void print_status_json(const fs::path& generation, const Condition& condition) {
  const fs::path path = generation / index_files::kReport;
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    throw Error(ExitCode::kNoIndex, path.string() + ": cannot open", kRebuildHint);
  }
  Json report = Json::parse(std::string(std::istreambuf_iterator<char>(file), {}), nullptr, false);
  if (!report.is_object()) {
    throw Error(ExitCode::kNoIndex, path.string() + ": is no report", kRebuildHint);
  }
  report["status"] = {{"published", condition.published},
                      {"age_seconds", or_null(condition.age_seconds)},
                      {"last_run", or_null(condition.last_run)},
                      {"disk_bytes", condition.disk_bytes},
                      {"free_bytes", condition.free_bytes},
                      {"generations", condition.generations}};
  print_json(report);
}

std::string age_in_words(const std::optional<std::int64_t>& seconds) {
  constexpr std::int64_t kHour = 3600;
  if (!seconds || *seconds < 0) {
    return "";
  }
  return *seconds < 2 * kHour    ? fmt::format(", {} min ago", *seconds / 60)
         : *seconds < 48 * kHour ? fmt::format(", {} h ago", *seconds / kHour)
                                 : fmt::format(", {} days ago", *seconds / (24 * kHour));
}

void print_status_text(const fs::path& index,
                       const Manifest& manifest,
                       const Condition& condition) {
  print_answer(
      fmt::format("index       {}\ngeneration  {}\nindex digest    {}\ncontent digest  {}\n"
                  "labeler     {}\n",
                  printable(index.string()),
                  manifest.generation,
                  manifest.index_digest,
                  manifest.content_digest,
                  printable(manifest.labeler)));
  print_answer(fmt::format("sites       {}\npolicies    {}\nsnapshots   {}\npassages    {}\n",
                           manifest.sites,
                           manifest.policies,
                           manifest.snapshots,
                           manifest.rows.passages));
  print_answer(fmt::format("published   {}{}\nlast run    {}\n",
                           printable(condition.published),
                           age_in_words(condition.age_seconds),
                           condition.last_run.value_or("unknown")));
  print_answer(fmt::format("disk        {:.1f} MB in {} generations, {:.1f} MB free\n",
                           megabytes(condition.disk_bytes),
                           condition.generations.size(),
                           megabytes(condition.free_bytes)));
  for (const ManifestArchive& archive : manifest.archives) {
    print_answer(fmt::format("source      {} {}\n", archive.kind, printable(archive.path)));
    if (!archive.tip.empty()) {
      print_answer(fmt::format("            {} at {}\n", printable(archive.ref), archive.tip));
    }
  }
}

std::string state_of(const GenerationFacts& facts) {
  std::string state = facts.in_force      ? "in force"
                      : facts.unpublished ? "left by a killed run"
                                          : "kept";
  state += facts.in_use ? ", in use" : "";
  return facts.problem.empty() ? state : state + "; " + printable(facts.problem);
}

Json to_json(const GenerationFacts& facts) {
  const bool is_readable = facts.problem.empty();
  return {{"generation", facts.number},
          {"in_force", facts.in_force},
          {"unpublished", facts.unpublished},
          {"in_use", facts.in_use},
          {"published", is_readable ? Json(facts.published) : Json(nullptr)},
          {"index_digest", is_readable ? Json(facts.index_digest) : Json(nullptr)},
          {"policies", is_readable ? Json(facts.policies) : Json(nullptr)},
          {"snapshots", is_readable ? Json(facts.snapshots) : Json(nullptr)},
          {"bytes", facts.bytes},
          {"own_bytes", facts.own_bytes},
          {"problem", is_readable ? Json(nullptr) : Json(printable(facts.problem))}};
}

/// Of the generation in force; a CURRENT that cannot be trusted is a finding.
Verification verify_current(const fs::path& index, std::optional<std::uint64_t>& number) {
  std::optional<HeldGeneration> held;
  try {
    held.emplace(hold_current_generation(index));
  } catch (const Error& error) {
    if (!fs::exists(index / index_files::kCurrent)) {
      throw;
    }
    Verification verification;
    verification.findings.push_back({.file = std::string(index_files::kCurrent),
                                     .problem = problem_of(error, index / index_files::kCurrent)});
    return verification;
  }
  number = generation_number(held->path().filename().string());
  return verify_generation(held->path(), Scope::kAll, one_job_per_processor());
}

void print_verification_text(const Verification& verification) {
  for (const Finding& finding : verification.findings) {
    print_answer(fmt::format("{}: {}\n", printable(finding.file), printable(finding.problem)));
  }
  print_answer(fmt::format(
      "{} files of {:.1f} MB read, {} shards looked into, {} passages looked up, {} texts put "
      "together: {}\n",
      verification.files,
      megabytes(verification.bytes),
      verification.shards,
      verification.sampled_rows,
      verification.sampled_texts,
      verification.findings.empty() ? "no finding"
                                    : fmt::format("{} findings", verification.findings.size())));
}

void print_verification_json(const std::optional<std::uint64_t>& number,
                             const Verification& verification) {
  Json findings = Json::array();
  for (const Finding& finding : verification.findings) {
    findings.push_back(
        {{"file", json_file_name(finding.file)}, {"problem", printable(finding.problem)}});
  }
  print_json({{"format_version", kFormatVersion},
              {"generation", or_null(number)},
              {"files", verification.files},
              {"bytes", verification.bytes},
              {"shards", verification.shards},
              {"sampled_rows", verification.sampled_rows},
              {"sampled_texts", verification.sampled_texts},
              {"findings", findings}});
}

}  // namespace

ExitCode run_status(const StatusCommand& command) {
  const HeldGeneration generation = hold_current_generation(command.index);
  const Manifest manifest = read_manifest(generation.path());
  const Condition condition = condition_of(command.index, manifest);
  if (command.format == ReportFormat::kJson) {
    print_status_json(generation.path(), condition);
  } else {
    print_status_text(command.index, manifest, condition);
  }
  return ExitCode::kOk;
}

ExitCode run_generations(const GenerationsCommand& command) {
  if (!fs::is_directory(command.index)) {
    (void)require_generation(command.index);  // says that there is no index
  }
  const std::vector<GenerationFacts> list = list_generations(command.index);
  if (list.empty()) {
    (void)require_generation(command.index);
  }
  if (command.format == ReportFormat::kJson) {
    Json generations = Json::array();
    for (const GenerationFacts& facts : list) {
      generations.push_back(to_json(facts));
    }
    print_json({{"format_version", kFormatVersion}, {"generations", generations}});
    return ExitCode::kOk;
  }
  for (const GenerationFacts& facts : list) {
    print_answer(fmt::format("{}  {:20}  {:>9} snapshots  {:>9.1f} MB, own {:>9.1f} MB  {}\n",
                             generation_name(facts.number),
                             printable(facts.published),
                             facts.snapshots,
                             megabytes(facts.bytes),
                             megabytes(facts.own_bytes),
                             state_of(facts)));
  }
  return ExitCode::kOk;
}

ExitCode run_verify(const VerifyCommand& command) {
  std::optional<std::uint64_t> number;
  const Verification verification = verify_current(command.index, number);
  if (command.format == ReportFormat::kJson) {
    print_verification_json(number, verification);
  } else {
    print_verification_text(verification);
  }
  if (!verification.findings.empty()) {
    throw Error(ExitCode::kNoIndex,
                describe_findings(verification),
                "go back to the generation before: smallprint-index rollback; or " +
                    std::string(kRebuildHint));
  }
  return ExitCode::kOk;
}

ExitCode run_rollback(const RollbackCommand& command) {
  const Rollback done = roll_back(command.index, command.to, command.wait);
  if (command.format == ReportFormat::kJson) {
    print_json({{"format_version", kFormatVersion}, {"from", or_null(done.from)}, {"to", done.to}});
    return ExitCode::kOk;
  }
  print_answer(fmt::format("{} is in force, verified{}\n",
                           generation_name(done.to),
                           done.from ? "; before it was " + generation_name(*done.from) : ""));
  return ExitCode::kOk;
}

}  // namespace smallprint::indexing
