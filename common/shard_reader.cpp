#include "common/shard_reader.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <span>
#include <string_view>

#include <fmt/format.h>

#include "common/array_checks.hpp"
#include "common/error.hpp"
#include "common/snapshot_header.hpp"
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

/// Ascending, none twice, none too large.
bool are_numbers_below(std::span<const std::uint32_t> numbers, std::uint32_t limit) {
  return std::ranges::adjacent_find(numbers, std::greater_equal()) == numbers.end() &&
         (numbers.empty() || numbers.back() < limit);
}

/// Policies one after another from nought to `end`, each with a snapshot at least.
bool are_spans(std::span<const PolicySpan> spans, const PolicySpan& end) {
  const PolicySpan& first = spans.front();
  const PolicySpan& last = spans.back();
  bool ordered = first.first_snapshot == 0 && first.first_row == 0 && last.site == end.site &&
                 last.first_snapshot == end.first_snapshot && last.first_row == end.first_row;
  for (std::size_t i = 1; i < spans.size(); ++i) {
    ordered &= spans[i - 1].site < end.site && spans[i - 1].site <= spans[i].site;
    ordered &= spans[i - 1].first_snapshot < spans[i].first_snapshot;
    ordered &= spans[i - 1].first_row <= spans[i].first_row;
  }
  return ordered;
}

/// Every row has a snapshot at least, and none beyond the last. A count of 0 wraps to the largest.
bool are_lifespans(std::span<const std::uint32_t> firsts,
                   std::span<const std::uint32_t> counts,
                   std::uint32_t snapshots) {
  const std::uint32_t* const first = firsts.data();
  const std::uint32_t* const count = counts.data();
  return all_hold(firsts.size(), [=](std::size_t i) {
    const std::uint32_t begin = first[i];
    const std::uint32_t size = count[i];  // read in any case: no branch, so vector instructions
    return begin < snapshots && size - 1 < snapshots - begin;
  });
}

}  // namespace

ShardReader::ShardReader(const std::filesystem::path& folder)
    : sites(folder / shard_files::kSites),
      site_fingerprint(folder / shard_files::kSiteFingerprints),
      policies(folder / shard_files::kPolicies),
      hosts(folder / shard_files::kHosts),
      policy_spans(folder / shard_files::kPolicySpans),
      snapshot_day(folder / shard_files::kSnapshotDays),
      snapshot_host(folder / shard_files::kSnapshotHosts),
      attributes(folder / shard_files::kAttributes),
      attribute_sets(folder / shard_files::kAttributeSets),
      attribute_set_ends(folder / shard_files::kAttributeSetEnds),
      snapshot_attributes(folder / shard_files::kSnapshotAttributes),
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
      dead_sites(folder / shard_files::kDeadSites),
      dead_words(folder / shard_files::kDeadWords),
      snapshot_store_(folder, shard_files::kSnapshots),
      passage_store_(folder, shard_files::kPassages),
      piece_store_(folder, shard_files::kPieces),
      recipe_store_(folder, shard_files::kRecipes) {
  check_sizes(folder);
  check_numbers(folder);
}

void ShardReader::check_sizes(const std::filesystem::path& folder) const {
  const bool consistent =
      site_fingerprint.size() == sites.size() && policy_spans.size() == policies.size() + 1 &&
      row_count.size() == rows() && row_words.size() == rows() && row_id.size() == rows() &&
      statement_ends.size() == rows() && forward.rows() == rows() &&
      passage_store_.size() == rows() && snapshot_host.size() == snapshots() &&
      snapshot_attributes.size() == snapshots() && snapshot_store_.size() == snapshots() &&
      recipe_store_.size() == snapshots() && word_stem.size() == words.size();
  if (!consistent) {
    throw Error(ExitCode::kNoIndex,
                folder.string() + ": the files of this shard do not belong together",
                kRebuildHint);
  }
}

void ShardReader::check_numbers(const std::filesystem::path& folder) const {
  const auto require = [&](bool holds, std::string_view file) {
    if (!holds) {
      throw Error(ExitCode::kNoIndex,
                  fmt::format("{}: holds numbers that cannot be", (folder / file).string()),
                  kRebuildHint);
    }
  };
  const MappedArray<std::uint32_t> forward_ends(folder / shard_files::kForwardEnds);
  require(is_ascending(forward_ends.values()), shard_files::kForwardEnds);
  const auto ends = statement_ends.values();
  require(is_ascending(ends) && (ends.empty() ? 0 : ends.back()) == statements.size(),
          shard_files::kStatementEnds);
  require(all_below(word_stem.values(), stems.size()), shard_files::kWordStems);
  require(are_numbers_below(dead_sites.values(), sites.size()), shard_files::kDeadSites);
  require(are_numbers_below(dead_words.values(), words.size()), shard_files::kDeadWords);
  require(all_below(snapshot_host.values(), hosts.size()), shard_files::kSnapshotHosts);
  const auto set_ends = attribute_set_ends.values();
  require(
      is_ascending(set_ends) && (set_ends.empty() ? 0 : set_ends.back()) == attribute_sets.size(),
      shard_files::kAttributeSetEnds);
  require(all_below(attribute_sets.values(), attributes.size()), shard_files::kAttributeSets);
  require(all_below(snapshot_attributes.values(),
                    static_cast<std::uint32_t>(attribute_set_ends.size())),
          shard_files::kSnapshotAttributes);
  const PolicySpan end{.site = sites.size(), .first_snapshot = snapshots(), .first_row = rows()};
  require(are_spans(policy_spans.values(), end), shard_files::kPolicySpans);
  require(are_lifespans(row_first.values(), row_count.values(), snapshots()),
          shard_files::kRowFirst);
}

std::pair<std::uint32_t, std::uint32_t> ShardReader::policies_of_site(std::uint32_t site) const {
  const auto spans = policy_spans.values();
  const auto named = spans.first(policies.size());
  const auto first = std::ranges::lower_bound(named, site, {}, &PolicySpan::site);
  const auto last = std::ranges::upper_bound(named, site, {}, &PolicySpan::site);
  return {static_cast<std::uint32_t>(first - named.begin()),
          static_cast<std::uint32_t>(last - named.begin())};
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
    if (file.size() > kMaxSnapshotBytes) {
      throw Error(ExitCode::kIo, "the stored text of a snapshot is too long", kRebuildHint);
    }
  }
  return file;
}

}  // namespace smallprint
