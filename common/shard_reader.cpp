#include "common/shard_reader.hpp"

#include <algorithm>
#include <string_view>

#include "common/utf8.hpp"
#include "schemas/index_schema.hpp"

namespace smallprint {
namespace {

/// The last policy whose `member` is at most `number`. Policies without rows share a beginning with
/// the next one; the last of them is the one that has it.
std::uint32_t last_at_most(const MappedArray<PolicySpan>& spans,
                           std::uint32_t PolicySpan::*member,
                           std::uint32_t number) {
  const auto values = spans.values();
  const auto after = std::upper_bound(
      values.begin(), values.end() - 1, number, [&](std::uint32_t wanted, const PolicySpan& span) {
        return wanted < span.*member;
      });
  return static_cast<std::uint32_t>(after - values.begin()) - 1;
}

/// True when `ends` has one end a row, ascending, the last at `size`.
bool has_ordered_ends(const MappedArray<std::uint32_t>& ends, std::size_t rows, std::size_t size) {
  const auto values = ends.values();
  return values.size() == rows && std::is_sorted(values.begin(), values.end()) &&
         (values.empty() ? 0 : values.back()) == size;
}

}  // namespace

ShardReader::ShardReader(const std::filesystem::path& folder)
    : sites(folder / shard_files::kSites),
      policies(folder / shard_files::kPolicies),
      hosts(folder / shard_files::kHosts),
      policy_spans(folder / shard_files::kPolicySpans),
      snapshot_day(folder / shard_files::kSnapshotDays),
      snapshot_host(folder / shard_files::kSnapshotHosts),
      row_first(folder / shard_files::kRowFirst),
      row_count(folder / shard_files::kRowCount),
      row_words(folder / shard_files::kRowWords),
      row_id(folder / shard_files::kRowId),
      statements(folder / shard_files::kStatements),
      statement_ends(folder / shard_files::kStatementEnds),
      words(folder / shard_files::kWords),
      word_stem(folder / shard_files::kWordStems),
      stems(folder / shard_files::kStems),
      forward(folder),
      snapshot_store_(folder, shard_files::kSnapshots),
      passage_store_(folder, shard_files::kPassages),
      piece_store_(folder, shard_files::kPieces),
      recipe_store_(folder, shard_files::kRecipes) {
  const bool consistent =
      policy_spans.size() == policies.size() + 1 && row_count.size() == rows() &&
      row_words.size() == rows() && row_id.size() == rows() &&
      has_ordered_ends(statement_ends, rows(), statements.size()) && forward.rows() == rows() &&
      passage_store_.size() == rows() && snapshot_host.size() == snapshots() &&
      snapshot_store_.size() == snapshots() && recipe_store_.size() == snapshots() &&
      word_stem.size() == words.size();
  if (!consistent) {
    throw Error(ExitCode::kNoIndex,
                folder.string() + ": the files of this shard do not belong together",
                "build the index again");
  }
}

std::uint32_t ShardReader::policy_of_row(std::uint32_t row) const {
  return last_at_most(policy_spans, &PolicySpan::first_row, row);
}

std::uint32_t ShardReader::policy_of_snapshot(std::uint32_t snapshot) const {
  return last_at_most(policy_spans, &PolicySpan::first_snapshot, snapshot);
}

PassageText ShardReader::passage_text(std::uint32_t row) {
  PassageDetails details = decode_passage_details(passage_store_.get(row));
  const std::string_view source = piece_store_.get(details.piece);
  PassageText passage;
  passage.heading = std::move(details.heading);
  passage.text = apply_cuts(source, details.cuts);
  passage.byte_begin = details.byte_begin;
  passage.byte_end = details.byte_begin + static_cast<std::uint32_t>(source.size());
  passage.evidence = std::move(details.evidence);
  passage.char_begin = details.char_begin;
  passage.char_end = details.char_begin + static_cast<std::uint32_t>(count_code_points(source));
  return passage;
}

SnapshotDetails ShardReader::snapshot_details(std::uint32_t snapshot) {
  return decode_snapshot_details(snapshot_store_.get(snapshot));
}

std::string ShardReader::rebuild_file(std::uint32_t snapshot) {
  std::string file;
  for (const std::uint32_t piece : decode_recipe(recipe_store_.get(snapshot))) {
    file.append(piece_store_.get(piece));
  }
  return file;
}

}  // namespace smallprint
