/// All that matches, one by one and without an end: what `export` prints.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "common/calendar.hpp"
#include "searcher/index_view.hpp"
#include "searcher/matching/filters.hpp"
#include "searcher/matching/passage_set.hpp"
#include "searcher/search_request.hpp"

namespace smallprint::searching {

/// A snapshot that holds a matching passage.
struct MatchedSnapshot {
  std::string site;
  std::string policy;
  std::string policy_host;
  Day day;
  std::string archive;  ///< the SOURCE given to build
  SnapshotDetails source;
  std::uint32_t passages = 0;  ///< of it that match
};

/// Sites by name, within them policies, then passages by first snapshot and place, or snapshots by
/// time: the order of an index with one shard, so that the number of shards changes no byte.
/// Memory: one entry a matching site, whatever is visited. One thread.
class MatchStream {
 public:
  /// `matches` has one set of rows a shard and must outlive the stream.
  MatchStream(IndexView& index, const std::vector<PassageSet>& matches);

  /// Hits without rank, score or highlights.
  void for_each_passage(const std::function<void(const Hit&)>& visit);

  /// Of the snapshots that `filters` count.
  void for_each_snapshot(const Filters& filters,
                         const std::function<void(const MatchedSnapshot&)>& visit);

 private:
  /// The rows [begin, end) of a site that has a matching one.
  struct SiteRows {
    std::string_view site;
    std::uint32_t shard = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };

  void add_sites(std::uint32_t shard);
  template <typename Visit>
  void for_each_row(const SiteRows& rows, const Visit& visit) const;
  [[nodiscard]] MatchedSnapshot read_snapshot(std::uint32_t shard, std::uint32_t snapshot) const;

  IndexView& index_;
  const std::vector<PassageSet>& matches_;
  std::vector<SiteRows> sites_;  // by name
};

}  // namespace smallprint::searching
