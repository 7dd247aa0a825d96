#include "searcher/output/sample_output.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "common/practices/labels_json.hpp"
#include "common/printable.hpp"
#include "common/utf8.hpp"
#include "schemas/program_version.hpp"
#include "searcher/matching/passage_statements.hpp"

namespace smallprint::searching {
namespace {

constexpr std::size_t kColumns = 9;

struct Column {
  std::string_view name;
  std::string_view meaning;
};

constexpr std::array<Column, kColumns> kSheet{{
    {"stratum", "group that the row was drawn from; its weight stands above"},
    {"site", "site of the archive"},
    {"date", "day of the capture that the row is from"},
    {"passage_id", "the passage: smallprint-search show PASSAGE_ID"},
    {"text", "the passage as captured, without Markdown"},
    {"practices", "what the index says it states; coders should not look at it before they code"},
    {"archive_url", "the capture in the web archive"},
    {"code", "yours: one code, or several with ; between; empty means not coded"},
    {"notes", "yours; agree does not read it"},
}};

std::string_view name_of(Stratify stratify) {
  return kStratifyNames[static_cast<std::size_t>(stratify)];
}

std::string_view unit_name(Group unit) {
  switch (unit) {
    case Group::kSite:
      return "site";
    case Group::kPolicy:
      return "policy";
    case Group::kNone:
      break;
  }
  return "passage";
}

/// Null where nothing was drawn.
Json weight_of(const Stratum& stratum) {
  return stratum.drawn == 0
             ? Json(nullptr)
             : Json(static_cast<double>(stratum.population) / static_cast<double>(stratum.drawn));
}

std::string weight_text(const Stratum& stratum) {
  return stratum.drawn == 0 ? std::string("none")
                            : fmt::format("{:.6f}", weight_of(stratum).get<double>());
}

std::string line(std::string_view name, const std::string& value) {
  return fmt::format("# {:<13} {}\n", name, printable(value));
}

std::string strata_text(const Sample& sample) {
  std::string text = "#\n# stratum, units that match, drawn, weight of each row\n";
  std::size_t width = 0;
  for (const Stratum& stratum : sample.strata) {
    width = std::max(width, count_code_points(printable(stratum.name)));
  }
  for (const Stratum& stratum : sample.strata) {
    const std::string name = printable(stratum.name);
    text += fmt::format("#   {}{:{}}  {:>8} {:>8}  {:>14}\n",
                        name,
                        "",
                        width - count_code_points(name),
                        stratum.population,
                        stratum.drawn,
                        weight_text(stratum));
  }
  return text;
}

}  // namespace

Json to_json(const SampledPassage& row) {
  return {{"stratum", row.stratum},
          {"site", row.site},
          {"policy", row.policy},
          {"date", format_day(row.day)},
          {"passage_id", row.passage_id},
          {"heading", row.heading},
          {"text", row.text},
          {"practices", statements_to_json(row.statements, row.text)},
          {"archive_url", row.archive_url},
          {"code", ""},
          {"notes", ""}};
}

Json sample_json(std::string_view index_digest,
                 const SampleRequest& request,
                 const Sample& sample) {
  Json strata = Json::array();
  for (const Stratum& stratum : sample.strata) {
    strata.push_back({{"stratum", stratum.name},
                      {"population", stratum.population},
                      {"drawn", stratum.drawn},
                      {"weight", weight_of(stratum)}});
  }
  Json rows = Json::array();
  for (const SampledPassage& row : sample.rows) {
    rows.push_back(to_json(row));
  }
  return {{"format_version", 1},
          {"index_digest", index_digest},
          {"query", to_json(request.query)},
          {"filters", to_json(request.filters)},
          {"unit", unit_name(request.group)},
          {"stratify",
           request.stratify == Stratify::kNone ? Json(nullptr) : Json(name_of(request.stratify))},
          {"seed", request.seed},
          {"size", request.size},
          {"passages", sample.passages},
          {"population", sample.population},
          {"strata", strata},
          {"rows", rows}};
}

std::string sample_table(TableKind kind, const Sample& sample) {
  std::array<std::string, kColumns> fields;
  std::ranges::transform(
      kSheet, fields.begin(), [](const Column& column) { return std::string(column.name); });
  std::string table = table_line(kind, fields);
  for (const SampledPassage& row : sample.rows) {
    fields = {printable(row.stratum),
              row.site,
              format_day(row.day),
              row.passage_id,
              printable_text(row.text),
              brief(row.statements),
              printable(row.archive_url),
              "",
              ""};
    table += table_line(kind, fields);
  }
  return table;
}

std::string codebook_text(std::string_view index_digest,
                          const SampleRequest& request,
                          const Sample& sample) {
  const std::string_view unit = unit_name(request.group);
  std::string text = fmt::format("# Codebook of a sample, smallprint-search {}\n", kProgramVersion);
  text += line("query", request.query.input);
  text += line("read as", request.query.parsed);
  text += line("filters", to_line(to_json(request.filters)));
  text += line("index", std::string(index_digest));
  text += line("seed", fmt::format("{}", request.seed));
  text += line("size", fmt::format("{} asked for, {} drawn", request.size, sample.rows.size()));
  text += line("unit",
               request.group == Group::kNone
                   ? std::string("passage: each that matches")
                   : fmt::format("{}: one passage of each that has a match", unit));
  text += line("population",
               fmt::format("{} units, with {} passages", sample.population, sample.passages));
  text += line(
      "strata",
      request.stratify == Stratify::kNone
          ? std::string("none")
          : fmt::format("by {}, as many rows of each as there are", name_of(request.stratify)));
  text += strata_text(sample);
  text += "#\n# columns\n";
  for (const Column& column : kSheet) {
    text += fmt::format("#   {:<12} {}\n", column.name, column.meaning);
  }
  return text;
}

}  // namespace smallprint::searching
