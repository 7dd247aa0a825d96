/// What differs between two trees.
#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "indexer/git/git_repository.hpp"
#include "indexer/git/object_id.hpp"

namespace smallprint::indexing {

/// A file that differs. At least one of the two ids is there.
struct PathChange {
  std::string path;
  std::optional<ObjectId> before;
  std::optional<ObjectId> after;
};

struct TreeChanges {
  std::vector<PathChange> files;     ///< regular files, sorted by path
  std::vector<std::string> skipped;  ///< new or changed symbolic links and submodules, in any order
};

/// Which paths are of interest.
class PathSelection {
 public:
  PathSelection() = default;
  virtual ~PathSelection() = default;
  PathSelection(const PathSelection&) = delete;
  PathSelection& operator=(const PathSelection&) = delete;
  PathSelection(PathSelection&&) = delete;
  PathSelection& operator=(PathSelection&&) = delete;

  [[nodiscard]] virtual bool selects(const std::string& path) const = 0;
};

/// An entry of a tree object.
struct TreeEntry {
  enum class Kind { kFile, kFolder, kLink, kSubmodule };

  std::string_view name;
  Kind kind = Kind::kFile;
  ObjectId id;
};

/// Takes the first entry off a tree object; nothing when it is malformed.
[[nodiscard]] std::optional<TreeEntry> take_tree_entry(std::string_view& tree);

/// Tree objects read and kept: the trees of a commit are met again in its children.
class TreeCache {
 public:
  /// `repository` must outlive the cache.
  explicit TreeCache(const GitRepository& repository) : repository_(repository) {}

  /// Valid as long as the caller holds it. Throws as GitRepository::read does.
  [[nodiscard]] std::shared_ptr<const std::string> read(const ObjectId& id);

 private:
  using Recent = std::list<std::pair<ObjectId, std::shared_ptr<const std::string>>>;

  const GitRepository& repository_;
  Recent recent_;  // the last used first
  std::unordered_map<ObjectId, Recent::iterator, ObjectIdHash> known_;
  std::size_t bytes_ = 0;
};

/// Compares trees, without looking into subtrees that are equal. Folders whose name begins with a
/// dot are passed over, as in folders on disk.
class TreeComparison {
 public:
  /// Both must outlive the comparison.
  TreeComparison(TreeCache& trees, const PathSelection& selection)
      : trees_(trees), selection_(selection) {}

  /// Either may be missing: then everything in the other differs. Throws Error(kIo) for a tree that
  /// is missing or damaged.
  [[nodiscard]] TreeChanges compare(const std::optional<ObjectId>& before,
                                    const std::optional<ObjectId>& after);

 private:
  struct Pair {
    std::string prefix;  // path of the folder with its '/', or ""
    std::optional<ObjectId> before;
    std::optional<ObjectId> after;
  };

  void compare_folder(const Pair& folder);
  void add(const std::string& prefix, const TreeEntry* before, const TreeEntry* after);

  TreeCache& trees_;
  const PathSelection& selection_;
  std::vector<Pair> pending_;
  TreeChanges changes_;
};

}  // namespace smallprint::indexing
