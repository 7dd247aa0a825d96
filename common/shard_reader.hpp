/// Everything of one shard but its postings: columns, tables, forward index, stored text.
#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "common/forward_index.hpp"
#include "common/mapped_file.hpp"
#include "common/record_store.hpp"
#include "common/stored_records.hpp"
#include "common/string_table.hpp"

namespace smallprint {

/// Where a policy's snapshots and rows begin; they end where the next policy's begin. Rows of a
/// policy are ordered by first snapshot, then by place in it.
struct PolicySpan {
  std::uint32_t site = 0;
  std::uint32_t first_snapshot = 0;
  std::uint32_t first_row = 0;
};

/// One passage of one policy in one lifespan, decoded for display.
struct PassageText {
  std::vector<std::string> heading;
  std::string text;
  std::uint32_t byte_begin = 0;
  std::uint32_t byte_end = 0;
  std::uint32_t char_begin = 0;
  std::uint32_t char_end = 0;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> evidence;  ///< of each statement of the row
};

/// Columns and tables are mapped and may be read from many threads, and so may the functions that
/// are const; the others, which unpack stored records, are for one.
/// Numbers in them are in range and order, whatever the disk holds; the words of `forward` are not
/// checked here.
class ShardReader {
 public:
  /// Looks at every number that others are looked up by: a millisecond for a million rows.
  /// Error(kNoIndex) naming the file where one is out of its range or order.
  explicit ShardReader(const std::filesystem::path& folder);

  [[nodiscard]] std::uint32_t rows() const { return static_cast<std::uint32_t>(row_first.size()); }

  [[nodiscard]] std::uint32_t snapshots() const {
    return static_cast<std::uint32_t>(snapshot_day.size());
  }

  /// The policy a row or a snapshot belongs to. Cost: a binary search.
  [[nodiscard]] std::uint32_t policy_of_row(std::uint32_t row) const;
  [[nodiscard]] std::uint32_t policy_of_snapshot(std::uint32_t snapshot) const;

  /// The packed statements of a row.
  [[nodiscard]] std::span<const std::uint32_t> statements_of(std::uint32_t row) const {
    const std::uint32_t begin = row == 0 ? 0 : statement_ends[row - 1];
    return statements.values().subspan(begin, statement_ends[row] - begin);
  }

  /// The attributes of a set, or of a snapshot: numbers in `attributes`.
  [[nodiscard]] std::span<const std::uint32_t> attributes_of_set(std::uint32_t set) const {
    const std::uint32_t begin = set == 0 ? 0 : attribute_set_ends[set - 1];
    return attribute_sets.values().subspan(begin, attribute_set_ends[set] - begin);
  }

  [[nodiscard]] std::span<const std::uint32_t> attributes_of(std::uint32_t snapshot) const {
    return attributes_of_set(snapshot_attributes[snapshot]);
  }

  /// False when all of the site has moved to a later shard, or left the archive.
  [[nodiscard]] bool is_live_site(std::uint32_t site) const {
    return !std::ranges::binary_search(dead_sites.values(), site);
  }

  [[nodiscard]] bool is_live_row(std::uint32_t row) const {
    return dead_sites.size() == 0 || is_live_site(policy_spans[policy_of_row(row)].site);
  }

  /// The policies [first, last) of a site.
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> policies_of_site(std::uint32_t site) const;

  [[nodiscard]] std::uint32_t rows_of_site(std::uint32_t site) const {
    const auto [first, last] = policies_of_site(site);
    return policy_spans[last].first_row - policy_spans[first].first_row;
  }

  /// Calls `visit(begin, end)` for the rows of each dead site, [begin, end), ascending.
  template <typename Visit>
  void for_each_dead_range(const Visit& visit) const {
    for (const std::uint32_t site : dead_sites.values()) {
      const auto [first, last] = policies_of_site(site);
      visit(policy_spans[first].first_row, policy_spans[last].first_row);
    }
  }

  [[nodiscard]] PassageText passage_text(std::uint32_t row);
  [[nodiscard]] SnapshotDetails snapshot_details(std::uint32_t snapshot);

  /// The original file, byte for byte. Error(kIo) when what is stored cannot be one.
  [[nodiscard]] std::string rebuild_file(std::uint32_t snapshot);

  StringTable sites;
  MappedArray<Digest128> site_fingerprint;  ///< of what the site's rows were derived from
  StringTable policies;
  StringTable hosts;
  MappedArray<PolicySpan> policy_spans;  ///< policies + 1
  MappedArray<std::int32_t> snapshot_day;
  MappedArray<std::uint32_t> snapshot_host;
  StringTable attributes;  ///< FIELD:VALUE, see common/snapshot_attributes.hpp
  MappedArray<std::uint32_t> attribute_sets;
  MappedArray<std::uint32_t> attribute_set_ends;
  MappedArray<std::uint32_t> snapshot_attributes;  ///< number of a set
  MappedArray<std::uint32_t> row_first;
  MappedArray<std::uint32_t> row_count;
  MappedArray<std::uint16_t> row_words;
  MappedArray<std::uint64_t> row_id;
  MappedArray<std::uint32_t> statements;      ///< packed, see common/practices/statement_column.hpp
  MappedArray<std::uint32_t> statement_ends;  ///< row r has those before [r], from [r - 1] on
  StringTable words;
  MappedArray<std::uint32_t> word_stem;
  StringTable stems;
  ForwardIndex forward;
  MappedArray<std::uint32_t> dead_sites;  ///< ascending; their rows and snapshots count no more
  MappedArray<std::uint32_t> dead_words;  ///< ascending; words of no living row

 private:
  void check_sizes(const std::filesystem::path& folder) const;
  void check_numbers(const std::filesystem::path& folder) const;

  RecordStoreReader snapshot_store_;
  RecordStoreReader passage_store_;
  RecordStoreReader piece_store_;
  RecordStoreReader recipe_store_;
};

}  // namespace smallprint
