/// One immutable view of an index: the generation in force when it was opened.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "common/manifest.hpp"
#include "common/shard_reader.hpp"
#include "searcher/passage_set.hpp"

namespace smallprint::searching {

/// A shard with its postings and the sets of the terms asked for last. One thread.
class Shard {
 public:
  explicit Shard(const std::filesystem::path& folder);

  /// The rows that have a term. Cost: about 20 ns a posting the first time; kept until the sets of
  /// this shard exceed kMaxCachedBytes. The reference is valid until the next call.
  const PassageSet& rows_with(std::string_view term);

  /// Number of rows that have a term.
  [[nodiscard]] std::uint64_t frequency(std::string_view term) const;

  ShardReader data;
  Xapian::Database postings;

 private:
  static constexpr std::size_t kMaxCachedBytes = std::size_t{16} * 1024 * 1024;

  std::unordered_map<std::string, PassageSet> sets_;
  std::size_t cached_bytes_ = 0;
};

/// Opens by the generation's own path, so that a switch in between is never seen half. Error:
/// kNoIndex, kWrongSchema.
class IndexView {
 public:
  explicit IndexView(const std::filesystem::path& index);

  [[nodiscard]] double average_words() const {
    return manifest.passages == 0 ? 1 : static_cast<double>(manifest.words) /
                                            static_cast<double>(manifest.passages);
  }

  Manifest manifest;
  std::vector<std::unique_ptr<Shard>> shards;
};

}  // namespace smallprint::searching
