/// What happened to the files of an archive in the course of its history.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/git/commit_graph.hpp"
#include "indexer/git/object_id.hpp"
#include "indexer/git/tree_changes.hpp"
#include "indexer/progress.hpp"

namespace smallprint::indexing {

/// A file as a commit left it.
struct FileVersion {
  std::uint32_t path = 0;    ///< number in History::paths
  std::uint32_t commit = 0;  ///< number in the graph
  std::uint32_t series = 0;  ///< number in History::paths of the file's latest name
  ObjectId blob;
  bool alone = false;     ///< the commit's only version
  bool came = false;      ///< no parent has the path: it is new, or back
  bool returned = false;  ///< it came after its series had been removed
};

/// A file that a commit took away.
struct FileRemoval {
  std::uint32_t commit = 0;
  std::uint32_t series = 0;  ///< as in FileVersion
};

struct History {
  std::vector<std::string> paths;     ///< every path named below, each once
  std::vector<FileVersion> versions;  ///< by commit, in the order of the graph, then by path
  std::vector<FileRemoval> removals;  ///< likewise
  std::uint64_t renames = 0;
  std::uint64_t skipped = 0;  ///< paths that were a symbolic link or a submodule at some time
};

/// Compares each commit with its parents.
///
/// A file is a version when its blob differs from the one that it has in **every** parent (the root
/// commit: all files). It is removed when every parent has it and the commit has not. A pure rename
/// (between a parent and the commit a path goes and another comes with the same blob; where several
/// would do, one of the same base name, then the first) makes neither: the file goes on under
/// another name. The series of a version is the name that its file has last, following the renames
/// made in the commits after it; a name that is taken again goes on with the series that had it.
/// What came and what returned is told by the order of commits, never by their dates.
///
/// Throws Error(kIo) for damaged trees, and what throw_if_interrupted throws. Cost: reading the
/// trees that differ. Memory: 40 bytes a version, the paths, 16 MiB of trees.
[[nodiscard]] History walk_history(const CommitGraph& graph,
                                   TreeCache& trees,
                                   const PathSelection& selection,
                                   Progress& progress);

}  // namespace smallprint::indexing
