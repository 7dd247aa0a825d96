#include "searcher/templates/shared_phrases.hpp"

#include <algorithm>
#include <limits>
#include <tuple>
#include <unordered_map>

#include "common/digest.hpp"
#include "common/error.hpp"
#include "searcher/matching/passage_lookup.hpp"

namespace smallprint::searching {
namespace {

/// Odd, from the golden ratio: runs are polynomials in it, modulo 2^64, with the hashes of their
/// words as coefficients.
constexpr std::uint64_t kBase = 0x9E3779B97F4A7C15U;

constexpr std::uint64_t weight_of_first() {
  std::uint64_t weight = 1;
  for (std::size_t i = 1; i < kWordsOfRun; ++i) {
    weight *= kBase;
  }
  return weight;
}

/// Reads the runs of a shard's rows.
class RunReader {
 public:
  explicit RunReader(const ShardReader& shard) : shard_(shard) {
    hashes_.reserve(shard.words.size());
    for (std::uint32_t word = 0; word < shard.words.size(); ++word) {
      hashes_.push_back(hash64(shard.words[word]));
    }
  }

  /// Calls `visit(hash)` for each run of a row's text.
  template <typename Visit>
  void for_each(std::uint32_t row, const Visit& visit) {
    const PackedWords packed = shard_.forward.packed(row);
    words_.clear();
    packed.decode(packed.text_begin, packed.bytes.size(), words_);
    std::uint64_t run = 0;
    std::size_t length = 0;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (words_[i] == kBreakWord) {
        length = 0;
        run = 0;
        continue;
      }
      if (length == kWordsOfRun) {
        run -= hash_of(words_[i - kWordsOfRun]) * weight_of_first();
      } else {
        ++length;
      }
      run = run * kBase + hash_of(words_[i]);
      if (length == kWordsOfRun) {
        visit(run);
      }
    }
  }

 private:
  [[nodiscard]] std::uint64_t hash_of(WordId word) const {
    if (word >= hashes_.size()) {
      throw Error(ExitCode::kIo, "a row of the index has a word that is none", kRebuildHint);
    }
    return hashes_[word];
  }

  const ShardReader& shard_;
  std::vector<std::uint64_t> hashes_;
  std::vector<WordId> words_;
};

/// The runs of the site asked about, and which of them another site has.
class RunSet {
 public:
  void insert(std::uint64_t run) {
    if (numbers_.try_emplace(run, static_cast<std::uint32_t>(numbers_.size())).second) {
      maybe_[run >> kShift] = 1;
    }
  }

  [[nodiscard]] std::size_t size() const { return numbers_.size(); }

  /// Before the first site is counted.
  void begin() { last_site_.assign(size(), 0); }

  /// True when the run is one of these and the first of the site to be so; sites count from 1.
  bool is_new_of(std::uint32_t site, std::uint64_t run) {
    if (maybe_[run >> kShift] == 0) {
      return false;
    }
    const auto found = numbers_.find(run);
    if (found == numbers_.end() || last_site_[found->second] == site) {
      return false;
    }
    last_site_[found->second] = site;
    return true;
  }

 private:
  static constexpr int kBits = 16;
  static constexpr int kShift = std::numeric_limits<std::uint64_t>::digits - kBits;

  std::unordered_map<std::uint64_t, std::uint32_t> numbers_;
  std::vector<char> maybe_ = std::vector<char>(std::size_t{1} << kBits);  // by the first bits
  std::vector<std::uint32_t> last_site_;                                  // by number
};

struct RowRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

RowRange rows_of(const ShardReader& shard, std::uint32_t site) {
  const auto [first, last] = shard.policies_of_site(site);
  return {.begin = shard.policy_spans[first].first_row, .end = shard.policy_spans[last].first_row};
}

RunSet runs_of(const ShardReader& shard, std::uint32_t site) {
  RunSet runs;
  RunReader reader(shard);
  const auto [begin, end] = rows_of(shard, site);
  for (std::uint32_t row = begin; row < end; ++row) {
    reader.for_each(row, [&](std::uint64_t run) { runs.insert(run); });
  }
  runs.begin();
  return runs;
}

std::uint64_t count_shared(RunReader& reader,
                           const RowRange& rows,
                           std::uint32_t site,
                           RunSet& runs) {
  std::uint64_t shared = 0;
  for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
    reader.for_each(row, [&](std::uint64_t run) { shared += runs.is_new_of(site, run) ? 1U : 0U; });
  }
  return shared;
}

}  // namespace

SharedPhrases find_shared_phrases(const IndexView& index,
                                  const std::string& name,
                                  const Page& page) {
  const SitePlace asked = find_site_place(index, name);
  const ShardReader& home = index.shards[asked.shard]->data;
  RunSet runs = runs_of(home, asked.site);
  SharedPhrases answer{
      .site = std::string(home.sites[asked.site]), .runs = runs.size(), .sites = {}};
  std::vector<SitePhrases> sites;
  std::uint32_t number = 0;
  for (std::uint32_t shard = 0; shard < index.shards.size(); ++shard) {
    const ShardReader& data = index.shards[shard]->data;
    RunReader reader(data);
    for (std::uint32_t site = 0; site < data.sites.size(); ++site) {
      if (!data.is_live_site(site) || (shard == asked.shard && site == asked.site)) {
        continue;
      }
      const std::uint64_t shared = count_shared(reader, rows_of(data, site), ++number, runs);
      if (shared > 0) {
        sites.push_back({.site = std::string(data.sites[site]), .shared = shared});
      }
    }
  }
  std::ranges::sort(sites, [](const SitePhrases& one, const SitePhrases& other) {
    return std::tie(other.shared, one.site) < std::tie(one.shared, other.site);
  });
  answer.distinct = sites.size();
  answer.sites = items_on(page, sites);
  return answer;
}

}  // namespace smallprint::searching
