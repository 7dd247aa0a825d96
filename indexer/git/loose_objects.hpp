/// Objects that are files of their own, not in a pack.
#pragma once

#include <cstddef>
#include <filesystem>
#include <unordered_map>
#include <vector>

#include "indexer/git/object_id.hpp"

namespace smallprint::indexing {

/// The loose objects of a repository, and whether they are whole. libgit2 1.5 never comes back from
/// a loose object whose compressed data end early, which is what a power cut leaves behind; so each
/// is looked at before libgit2 sees it.
class LooseObjects {
 public:
  /// Lists `objects`, the folder of that name in the repository, and the folders that its
  /// info/alternates name, and so on. Folders that are not there are passed over.
  explicit LooseObjects(const std::filesystem::path& objects);

  /// False when the object is a file whose compressed data do not come to their end. Inflates it.
  [[nodiscard]] bool is_whole(const ObjectId& id) const;

 private:
  std::vector<std::filesystem::path> folders_;
  std::unordered_map<ObjectId, std::size_t, ObjectIdHash> folder_of_;  // number in folders_
};

}  // namespace smallprint::indexing
