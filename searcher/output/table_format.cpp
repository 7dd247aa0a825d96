#include "searcher/output/table_format.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "common/printable.hpp"
#include "searcher/matching/passage_statements.hpp"
#include "searcher/output/text_format.hpp"

namespace smallprint::searching {
namespace {

constexpr std::size_t kColumns = 15;
using Row = std::array<std::string, kColumns>;

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\n") == std::string::npos) {
    return text;
  }
  std::string quoted = "\"";
  for (const char c : text) {
    quoted += c;
    if (c == '"') {
      quoted += c;
    }
  }
  return quoted + "\"";
}

std::string tsv_field(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\t' || c == '\n'; }, ' ');
  return text;
}

}  // namespace

std::string table_line(TableKind kind, std::span<const std::string> fields) {
  std::string line;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) {
      line += kind == TableKind::kCsv ? ',' : '\t';
    }
    line += kind == TableKind::kCsv ? csv_field(fields[i]) : tsv_field(fields[i]);
  }
  return line + "\n";
}

std::string table_head(TableKind kind) {
  return table_line(kind,
                    Row{"rank",
                        "score",
                        "site",
                        "policy_host",
                        "first",
                        "last",
                        "snapshots",
                        "heading",
                        "text",
                        "practices",
                        "archive_url",
                        "passage_id",
                        "file",
                        "byte_start",
                        "byte_end"});
}

std::string table_row(TableKind kind, const Hit& hit) {
  return table_line(kind,
                    Row{fmt::format("{}", hit.rank),
                        fmt::format("{:.6f}", hit.at.score),
                        hit.site,
                        printable(hit.policy_host),
                        format_day(hit.first),
                        format_day(hit.last),
                        fmt::format("{}", hit.snapshots),
                        printable(join_heading(hit.passage.heading)),
                        printable_text(hit.passage.text),
                        brief(hit.statements),
                        printable(hit.source.archive_url),
                        hit.passage_id,
                        printable(hit.source.file),
                        fmt::format("{}", hit.passage.byte_begin),
                        fmt::format("{}", hit.passage.byte_end)});
}

std::string trec_line(std::string_view qid, const Hit& hit) {
  return fmt::format(
      "{} Q0 {} {} {:.6f} smallprint\n", printable(qid), hit.passage_id, hit.rank, hit.at.score);
}

}  // namespace smallprint::searching
