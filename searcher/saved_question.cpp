#include "searcher/saved_question.hpp"

#include <fstream>
#include <sstream>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "common/code_point.hpp"
#include "common/error.hpp"
#include "common/json_text.hpp"
#include "common/printable.hpp"
#include "schemas/program_version.hpp"
#include "searcher/output/json_output.hpp"

namespace smallprint::searching {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kKind = "smallprint-saved-question/1";

/// A field of the file, and of the question.
template <typename Question, typename Visit>
void for_each_field(Question& question, Visit visit) {
  visit("/arguments", question.arguments);
  visit("/program/version", question.program_version);
  visit("/program/analyzer", question.analyzer);
  visit("/index/schema_version", question.schema_version);
  visit("/index/labeler", question.labeler);
  visit("/index/index_digest", question.index_digest);
  visit("/index/content_digest", question.content_digest);
  visit("/index/source_digest", question.source_digest);
  visit("/index/sites", question.sites);
  visit("/index/policies", question.policies);
  visit("/index/snapshots", question.snapshots);
  visit("/index/passages", question.passages);
  visit("/answer/digest", question.answer_digest);
  visit("/answer/bytes", question.answer_bytes);
}

Error unusable(const fs::path& file, const std::string& why) {
  return {ExitCode::kNoInput,
          fmt::format("{}: no saved question: {}", printable(file.string()), why),
          "one is written by a question with --save FILE"};
}

}  // namespace

SavedQuestion saved_question(std::vector<std::string> arguments,
                             const Manifest& index,
                             const AnswerRecord& answer) {
  return {.arguments = std::move(arguments),
          .program_version = kProgramVersion,
          .schema_version = static_cast<std::uint64_t>(index.schema_version),
          .analyzer = index.analyzer,
          .labeler = index.labeler,
          .index_digest = index.index_digest,
          .content_digest = index.content_digest,
          .source_digest = index.source_digest,
          .sites = index.sites,
          .policies = index.policies,
          .snapshots = index.snapshots,
          .passages = index.rows.passages,
          .answer_digest = answer.digest(),
          .answer_bytes = answer.bytes()};
}

std::string saved_text(const SavedQuestion& question) {
  for (const std::string& argument : question.arguments) {
    if (!is_utf8(argument)) {
      throw Error(ExitCode::kUsage,
                  fmt::format("--save: '{}' is not UTF-8, which a saved question must be",
                              printable(argument)));
    }
  }
  Json json = {{"kind", kKind}};
  for_each_field(question, [&](const char* name, const auto& value) {
    json[Json::json_pointer(name)] = value;
  });
  return escape_json_controls(json.dump(2)) + "\n";
}

SavedQuestion read_saved_question(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  if (!(text << in.rdbuf())) {  // nor can a folder be read, or a file of nothing
    throw unusable(file, "it cannot be read, or is empty");
  }
  const Json json = Json::parse(text.str(), nullptr, false);
  if (!json.is_object() || json.value("kind", Json()) != kKind) {
    throw unusable(file, fmt::format("it is no JSON object of kind '{}'", kKind));
  }
  SavedQuestion question;
  const char* wrong = nullptr;
  for_each_field(question, [&](const char* name, auto& value) {
    try {
      json.at(Json::json_pointer(name)).get_to(value);
    } catch (const Json::exception&) {
      wrong = wrong == nullptr ? name : wrong;
    }
  });
  if (wrong != nullptr) {
    throw unusable(file, fmt::format("{} is missing, or not what it should be", wrong));
  }
  return question;
}

std::vector<std::string> changes_between(const SavedQuestion& before, const SavedQuestion& now) {
  std::vector<std::string> changes;
  const auto compare = [&](std::string_view what, const auto& was, const auto& is) {
    if (was != is) {
      changes.push_back(fmt::format("{}: {}, now {}", what, was, is));
    }
  };
  compare("program", before.program_version, now.program_version);
  compare("schema", before.schema_version, now.schema_version);
  compare("analyzer", before.analyzer, now.analyzer);
  compare("labeler", before.labeler, now.labeler);
  compare("sites", before.sites, now.sites);
  compare("policies", before.policies, now.policies);
  compare("snapshots", before.snapshots, now.snapshots);
  compare("content of the archive", before.content_digest, now.content_digest);
  if (changes.empty()) {
    compare("dates, addresses or metadata of snapshots", before.index_digest, now.index_digest);
  }
  if (changes.empty()) {
    compare("archives and names of files", before.source_digest, now.source_digest);
  }
  if (changes.empty()) {
    compare("passages", before.passages, now.passages);
  }
  return changes;
}

}  // namespace smallprint::searching
