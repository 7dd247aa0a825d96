/// Files that go on under other names.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <vector>

#include "indexer/git/commit_graph.hpp"

namespace smallprint::indexing {

/// Between a parent and its commit a file went from one path to another. Commits and paths are
/// numbers of the caller's.
struct FileRename {
  std::uint32_t commit = 0;
  std::uint32_t parent = 0;
  std::uint32_t from = 0;
  std::uint32_t to = 0;
};

/// Path -> latest name, where it is another.
using LatestNames = std::map<std::uint32_t, std::uint32_t>;

/// The last name of the file that is called `path` where `names` hold.
[[nodiscard]] std::uint32_t latest_name(const LatestNames& names, std::uint32_t path);

class SeriesNames {
 public:
  /// In the order of the graph's commits.
  void add(const FileRename& rename) { renames_.push_back(rename); }

  [[nodiscard]] std::size_t count() const { return renames_.size(); }

  /// Calls `visit(commit, names)` for each commit from the last to the first, with the names that
  /// its files have later. They are carried backwards over the renames. Where a commit's children
  /// disagree, the last of them in the order of the graph has its way.
  /// Cost: linear in commits and renames, and a copy of the names where the history forks. Memory:
  /// the names of the forks that are open.
  void visit_backwards(const CommitGraph& graph,
                       const std::function<void(std::uint32_t, const LatestNames&)>& visit) const;

 private:
  std::vector<FileRename> renames_;
};

}  // namespace smallprint::indexing
