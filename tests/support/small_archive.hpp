/// Small archives and their indexes, made for one test.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "common/snapshot_metadata.hpp"
#include "indexer/build.hpp"
#include "searcher/index_view.hpp"
#include "searcher/query/query.hpp"
#include "searcher/search_request.hpp"
#include "searcher/searcher.hpp"
#include "tests/support/temporary_folder.hpp"

namespace smallprint::testing_support {

/// A capture of a policy. Its header line names `http://HOST/privacy` as the archived address.
struct SmallSnapshot {
  std::string site;
  std::string timestamp;  ///< 14 digits; their first eight are the day
  std::string body;       ///< Markdown
  std::string host = {};  ///< policy host; empty: `www.` and the site

  /// What a file does not say: for write_recorded_index alone.
  SnapshotMetadata metadata = {};
  bool after_removal = false;  ///< the policy was removed before this snapshot
};

/// The bytes of a snapshot's file: header line, blank line, body.
[[nodiscard]] std::string file_of(const SmallSnapshot& snapshot);

/// Writes the snapshots below `archive` as 0000.md, 0001.md, ... in this order.
void write_snapshots(const TemporaryFolder& archive, const std::vector<SmallSnapshot>& snapshots);

/// Builds an index of the folder `archive` at `index`. `options` says the rest. Throws
/// std::runtime_error when no index was published.
indexing::RunReport build_small_index(const std::filesystem::path& archive,
                                      const std::filesystem::path& index,
                                      indexing::BuildOptions options = {});

/// An archive and its index in temporary folders, opened.
class SmallIndex {
 public:
  explicit SmallIndex(const std::vector<SmallSnapshot>& snapshots,
                      indexing::BuildOptions options = {});

  /// As write_recorded_index makes it; archive() stays empty.
  [[nodiscard]] static SmallIndex recorded(const std::vector<SmallSnapshot>& snapshots);

  /// Every hit of a query under `filters`, not grouped.
  [[nodiscard]] std::vector<searching::Hit> hits(const std::string& query,
                                                 const searching::Filters& filters = {});

  [[nodiscard]] searching::IndexView& view() { return view_; }

  [[nodiscard]] searching::Searcher& searcher() { return searcher_; }

  [[nodiscard]] searching::ParsedQuery parse(const std::string& query);

  [[nodiscard]] const std::filesystem::path& archive() const { return archive_.path(); }

 private:
  using WriteIndex = std::function<void(const std::filesystem::path& index)>;

  explicit SmallIndex(const WriteIndex& write);

  TemporaryFolder archive_;
  TemporaryFolder home_;
  std::filesystem::path index_;
  searching::IndexView view_;
  searching::Searcher searcher_;
  TextAnalyzer analyzer_;
};

}  // namespace smallprint::testing_support
