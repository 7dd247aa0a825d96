#include "indexer/shard_reuse.hpp"

#include <algorithm>
#include <span>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "common/error.hpp"
#include "common/file_writer.hpp"
#include "common/shard_reader.hpp"
#include "schemas/index_schema.hpp"

namespace smallprint::indexing {

namespace fs = std::filesystem;

namespace {

void link_or_copy(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::create_hard_link(from, to, error);
  if (!error) {
    return;
  }
  fs::copy_file(from, to, error);
  if (error) {
    throw Error(
        ExitCode::kIo,
        fmt::format("{}: cannot copy to {}: {}", from.string(), to.string(), error.message()));
  }
  sync_file(to);
}

/// All files below `from` but the lists of dead sites and words when `renews_lists`.
void carry_over(const fs::path& from, const fs::path& to, bool renews_lists) {
  for (const auto& entry : fs::directory_iterator(from)) {
    const fs::path target = to / entry.path().filename();
    if (entry.is_directory()) {
      fs::create_directory(target);
      carry_over(entry.path(), target, false);
    } else if (!renews_lists || !is_list_of_dead(entry.path())) {
      link_or_copy(entry.path(), target);
    }
  }
  sync_folder(to);
}

/// A row is as long as its words, those of its headings weighted: what the postings count.
std::uint64_t length_of(const PassageWords& row) {
  std::uint64_t length = 0;
  for (std::size_t i = 0; i < row.words.size(); ++i) {
    if (row.words[i] != kBreakWord) {
      length += i < row.heading_words ? kHeadingWeight : 1;
    }
  }
  return length;
}

class Burial {
 public:
  Burial(const ShardReader& shard, const std::set<std::string, std::less<>>& changed)
      : shard_(shard) {
    for (std::uint32_t site = 0; site < shard.sites.size(); ++site) {
      const bool is_dead = !shard.is_live_site(site);
      if (!is_dead && changed.contains(shard.sites[site])) {
        newly_dead_.push_back(site);
      }
      if (is_dead || changed.contains(shard.sites[site])) {
        dead_.push_back(site);
      }
    }
  }

  [[nodiscard]] bool changes_anything() const { return !newly_dead_.empty(); }

  [[nodiscard]] RowTotals lost() const {
    RowTotals lost;
    PassageWords row_words;
    for_each_row_of(newly_dead_, [&](std::uint32_t row) {
      ++lost.passages;
      lost.occurrences += shard_.row_count[row];
      shard_.forward.read(row, row_words);
      lost.words += length_of(row_words);
    });
    return lost;
  }

  void write(const fs::path& folder) const {
    write_array(folder / shard_files::kDeadSites, std::span<const std::uint32_t>(dead_));
    write_array(folder / shard_files::kDeadWords,
                std::span<const std::uint32_t>(words_of_no_living_row()));
    sync_folder(folder);
  }

 private:
  template <typename Visit>
  void for_each_row_of(const std::vector<std::uint32_t>& sites, const Visit& visit) const {
    for (const std::uint32_t site : sites) {
      const auto [first, last] = shard_.policies_of_site(site);
      for (std::uint32_t row = shard_.policy_spans[first].first_row;
           row < shard_.policy_spans[last].first_row;
           ++row) {
        visit(row);
      }
    }
  }

  [[nodiscard]] std::vector<std::uint32_t> words_of_no_living_row() const {
    std::vector<std::uint32_t> living;
    for (std::uint32_t site = 0; site < shard_.sites.size(); ++site) {
      if (!std::ranges::binary_search(dead_, site)) {
        living.push_back(site);
      }
    }
    std::vector<bool> is_alive(shard_.words.size());
    PassageWords row_words;
    for_each_row_of(living, [&](std::uint32_t row) {
      shard_.forward.read(row, row_words);
      for (const WordId word : row_words.words) {
        if (word >= is_alive.size()) {
          throw Error(ExitCode::kIo, "a row of the index has a word that is none", kRebuildHint);
        }
        is_alive[word] = true;
      }
    });
    std::vector<std::uint32_t> dead;
    for (std::uint32_t word = kBreakWord + 1; word < is_alive.size(); ++word) {
      if (!is_alive[word]) {
        dead.push_back(word);
      }
    }
    return dead;
  }

  const ShardReader& shard_;
  std::vector<std::uint32_t> newly_dead_;
  std::vector<std::uint32_t> dead_;
};

}  // namespace

bool is_list_of_dead(const fs::path& file) {
  const std::string name = file.filename().string();
  return name == shard_files::kDeadSites || name == shard_files::kDeadWords;
}

RowTotals reuse_shard(const fs::path& from,
                      const fs::path& to,
                      const std::set<std::string, std::less<>>& changed) {
  const ShardReader shard(from);
  const Burial burial(shard, changed);
  carry_over(from, to, burial.changes_anything());
  if (!burial.changes_anything()) {
    return {};
  }
  burial.write(to);
  return burial.lost();
}

}  // namespace smallprint::indexing
