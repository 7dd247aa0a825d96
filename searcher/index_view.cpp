#include "searcher/index_view.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "common/error.hpp"
#include "common/generation.hpp"
#include "common/practices/label_names.hpp"
#include "common/printable.hpp"
#include "schemas/index_schema.hpp"
#include "searcher/ranking/bm25.hpp"
#include "searcher/xapian_errors.hpp"

namespace smallprint::searching {

namespace fs = std::filesystem;

namespace {

PassageSet live_rows_of(const ShardReader& shard) {
  PassageSet live(shard.rows());
  shard.for_each_dead_range(
      [&](std::uint32_t begin, std::uint32_t end) { live.insert_range(begin, end); });
  live.complement();
  return live;
}

}  // namespace

Shard::Shard(const fs::path& folder, double average_words)
    : data(folder),
      database_(translating_xapian_errors([&] {
        return Xapian::Database((folder / shard_files::kPostings).string(),
                                Xapian::DB_BACKEND_GLASS);
      })),
      average_words_(average_words),
      live_rows_(live_rows_of(data)) {
  const Xapian::doccount documents =
      translating_xapian_errors([&] { return database_.get_doccount(); });
  if (documents != data.rows()) {
    throw Error(
        ExitCode::kNoIndex,
        fmt::format("{}: {} documents for {} rows", folder.string(), documents, data.rows()),
        kRebuildHint);
  }
}

const TermPostings& Shard::postings_of(const std::string& term) {
  const auto known = cache_.find(term);
  if (known != cache_.end()) {
    return known->second;
  }
  TermPostings postings;
  translating_xapian_errors([&] {
    const Xapian::doccount count = std::min(database_.get_termfreq(term), data.rows());
    postings.rows.reserve(count);
    postings.shares.reserve(count);
    std::optional<std::uint32_t> last;
    const bool has_dead_rows = data.dead_sites.size() > 0;
    const auto end = database_.postlist_end(term);
    for (auto posting = database_.postlist_begin(term); posting != end; ++posting) {
      const std::uint32_t row = *posting - 1;
      if (row >= data.rows() || (last && row <= *last)) {
        throw Error(ExitCode::kNoIndex,
                    fmt::format("the postings of '{}' name rows that cannot be", printable(term)),
                    kRebuildHint);
      }
      last = row;
      if (has_dead_rows && !live_rows_.contains(row)) {
        continue;
      }
      postings.rows.push_back(row);
      postings.shares.push_back(term_share(posting.get_wdf(), data.row_words[row], average_words_));
    }
  });
  make_room(postings.bytes());
  return cache_.emplace(term, std::move(postings)).first->second;
}

void Shard::make_room(std::size_t bytes) {
  if (cached_bytes_ + bytes > kMaxCachedBytes) {
    cache_.clear();
    levels_.clear();
    cached_bytes_ = 0;
  }
  cached_bytes_ += bytes;
}

const std::vector<std::uint8_t>& Shard::levels_of(LabelId label) {
  const auto known = levels_.find(label);
  if (known != levels_.end()) {
    return known->second;
  }
  const std::string term = fmt::format("{}{}", kLabelPrefix, label_name(label));
  std::vector<std::uint8_t> levels(data.rows());
  translating_xapian_errors([&] {
    const auto end = database_.postlist_end(term);
    for (auto posting = database_.postlist_begin(term); posting != end; ++posting) {
      levels[*posting - 1] =
          static_cast<std::uint8_t>(std::min<Xapian::termcount>(posting.get_wdf(), kLabelLevels));
    }
  });
  make_room(levels.size());
  return levels_.emplace(label, std::move(levels)).first->second;
}

PassageSet Shard::rows_with(std::string_view term) {
  PassageSet rows(data.rows());
  for (const std::uint32_t row : postings_of(std::string(term)).rows) {
    rows.insert(row);
  }
  return rows;
}

std::span<const WordId> Shard::words_of(std::string_view term) {
  const auto stem = data.stems.find(term);
  if (!stem) {
    return {};
  }
  if (group_ends_.empty()) {
    group_words();
  }
  const std::uint32_t begin = *stem == 0 ? 0 : group_ends_[*stem - 1];
  return std::span(grouped_words_).subspan(begin, group_ends_[*stem] - begin);
}

/// Sorts the words by term, counting; the break is no word.
void Shard::group_words() {
  const auto stems = data.word_stem.values();
  std::vector<std::uint32_t> ends(data.stems.size());
  for (WordId word = kBreakWord + 1; word < stems.size(); ++word) {
    if (stems[word] >= ends.size()) {
      throw Error(ExitCode::kNoIndex,
                  fmt::format("word {} of a shard has no term", word),
                  "build the index again");
    }
    ++ends[stems[word]];
  }
  std::exclusive_scan(ends.begin(), ends.end(), ends.begin(), 0U);
  grouped_words_.resize(stems.size());
  for (WordId word = kBreakWord + 1; word < stems.size(); ++word) {
    grouped_words_[ends[stems[word]]++] = word;
  }
  group_ends_ = std::move(ends);
}

const std::vector<StatedSet>& Shard::stated_by_row() {
  if (stated_by_row_.empty()) {
    stated_by_row_.resize(data.rows());
    for (std::uint32_t row = 0; row < data.rows(); ++row) {
      for (const std::uint32_t packed : data.statements_of(row)) {
        stated_by_row_[row] |= stated_set(packed);
      }
    }
  }
  return stated_by_row_;
}

IndexView::IndexView(const fs::path& index)
    : generation_(hold_current_generation(index)), manifest(read_manifest(generation_.path())) {
  const fs::path& generation = generation_.path();
  std::uint64_t rows = 0;
  for (std::uint32_t number = 0; number < manifest.shards.size(); ++number) {
    shards.push_back(std::make_unique<Shard>(generation / shard_name(number), average_words()));
    rows += shards.back()->live_rows().size();
  }
  if (rows != manifest.rows.passages) {
    throw Error(ExitCode::kNoIndex,
                fmt::format("{}: {} passages in its shards, {} by its manifest",
                            generation.string(),
                            rows,
                            manifest.rows.passages),
                kRebuildHint);
  }
}

}  // namespace smallprint::searching
