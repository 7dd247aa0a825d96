#include "searcher/output/export_table.hpp"

#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "common/practices/labels_json.hpp"
#include "common/printable.hpp"
#include "common/snapshot_metadata.hpp"
#include "searcher/matching/passage_statements.hpp"
#include "searcher/output/json_output.hpp"
#include "searcher/output/text_format.hpp"

namespace smallprint::searching {
namespace {

constexpr std::size_t kPassageColumns = 22;
constexpr std::size_t kSnapshotColumns = 13;

}  // namespace

std::string passage_table_head(TableKind kind) {
  const std::array<std::string, kPassageColumns> names{
      "site",       "policy",   "policy_host", "title",     "first",       "last",
      "snapshots",  "heading",  "text",        "practices", "archive_url", "timestamp",
      "passage_id", "archive",  "file",        "commit",    "byte_start",  "byte_end",
      "char_start", "char_end", "statements",  "metadata"};
  return table_line(kind, names);
}

std::string passage_table_row(TableKind kind, const Hit& hit) {
  const std::array<std::string, kPassageColumns> fields{
      hit.site,
      printable(hit.policy),
      printable(hit.policy_host),
      printable(hit.title),
      format_day(hit.first),
      format_day(hit.last),
      fmt::format("{}", hit.snapshots),
      printable(join_heading(hit.passage.heading)),
      printable_text(hit.passage.text),
      brief(hit.statements),
      printable(hit.source.archive_url),
      hit.source.timestamp,
      hit.passage_id,
      printable(hit.archive),
      printable(hit.source.file),
      hit.source.commit,
      fmt::format("{}", hit.passage.byte_begin),
      fmt::format("{}", hit.passage.byte_end),
      fmt::format("{}", hit.passage.char_begin),
      fmt::format("{}", hit.passage.char_end),
      to_line(statements_to_json(hit.statements, hit.passage.text)),
      to_line(to_json(decode_snapshot_metadata(hit.source.metadata)))};
  return table_line(kind, fields);
}

std::string snapshot_table_head(TableKind kind) {
  const std::array<std::string, kSnapshotColumns> names{"site",
                                                        "policy",
                                                        "policy_host",
                                                        "title",
                                                        "date",
                                                        "timestamp",
                                                        "passages",
                                                        "category",
                                                        "archive_url",
                                                        "archive",
                                                        "file",
                                                        "commit",
                                                        "metadata"};
  return table_line(kind, names);
}

std::string snapshot_table_row(TableKind kind, const MatchedSnapshot& snapshot) {
  const SnapshotMetadata metadata = decode_snapshot_metadata(snapshot.source.metadata);
  const std::array<std::string, kSnapshotColumns> fields{
      snapshot.site,
      printable(snapshot.policy),
      printable(snapshot.policy_host),
      printable(snapshot.source.title),
      format_day(snapshot.day),
      snapshot.source.timestamp,
      fmt::format("{}", snapshot.passages),
      printable(fmt::format("{}", fmt::join(metadata.categories, ";"))),
      printable(snapshot.source.archive_url),
      printable(snapshot.archive),
      printable(snapshot.source.file),
      snapshot.source.commit,
      to_line(to_json(metadata))};
  return table_line(kind, fields);
}

}  // namespace smallprint::searching
