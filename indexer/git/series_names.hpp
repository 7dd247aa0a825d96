/// Files that go on under other names.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
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

/// What SeriesNames found out.
class SeriesLookup {
 public:
  /// Path -> latest name, where it is another.
  using Names = std::map<std::uint32_t, std::uint32_t>;

  /// `by_commit` is empty when nothing was ever renamed.
  explicit SeriesLookup(std::vector<std::shared_ptr<const Names>> by_commit)
      : by_commit_(std::move(by_commit)) {}

  /// The last name of the file that is called `path` in a commit.
  [[nodiscard]] std::uint32_t latest(std::uint32_t commit, std::uint32_t path) const;

 private:
  std::vector<std::shared_ptr<const Names>> by_commit_;
};

class SeriesNames {
 public:
  /// In the order of the graph's commits.
  void add(const FileRename& rename) { renames_.push_back(rename); }

  [[nodiscard]] std::size_t count() const { return renames_.size(); }

  /// Goes from the last commit to the first and carries names backwards over the renames. Where a
  /// commit's children disagree, the last of them in the order of the graph has its way.
  /// Cost: nothing without renames; else linear in commits, and renames times commits with renames
  /// in the worst case. Memory: 16 bytes a commit.
  [[nodiscard]] SeriesLookup resolve(const CommitGraph& graph) const;

 private:
  std::vector<FileRename> renames_;
};

}  // namespace smallprint::indexing
