/// A git repository opened for reading objects. The only place that knows libgit2.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "indexer/git/object_id.hpp"

namespace smallprint::indexing {

/// True for a bare repository and for the root of a work tree (`.git` is there, as a folder or, in
/// a linked work tree, as a file), whether or not it can be used. A folder inside a work tree is
/// none.
[[nodiscard]] bool is_git_repository(const std::filesystem::path& path);

enum class AlternatesPolicy { kRefuse, kAllow };

/// A name resolved.
struct GitTip {
  std::string ref;  ///< full name (`refs/heads/main`), `HEAD` when detached, or as it was given
  ObjectId commit;
};

enum class ObjectKind { kCommit, kTree, kBlob };

/// Reads objects as they are stored: no filter, hook, replacement, graft or network has a part in
/// it. What a pack or a loose object holds is checked by the checksum of its compressed data; ids
/// are not computed again (that alone takes three times as long as reading).
/// One thread at a time; several handles of one repository share its packs. Memory: at most
/// 128 MiB of packs are mapped in the process, 16 MiB of a pack's objects are kept.
class GitRepository {
 public:
  /// Throws Error(kNoInput) for what cannot be used as it is: damaged, another user's, shallow, a
  /// partial clone, alternates that `alternates` does not allow. The hint says what to do.
  GitRepository(const std::filesystem::path& path, AlternatesPolicy alternates);
  ~GitRepository();
  GitRepository(const GitRepository&) = delete;
  GitRepository& operator=(const GitRepository&) = delete;
  GitRepository(GitRepository&&) = delete;
  GitRepository& operator=(GitRepository&&) = delete;

  /// The commit that `ref` names: a branch, a tag, an id, or anything else git rev-parse knows;
  /// "" is HEAD. Throws Error(kNoInput) when it names none.
  [[nodiscard]] GitTip resolve(const std::string& ref) const;

  /// Size in bytes, without reading the object. Throws as read() does.
  [[nodiscard]] std::uint64_t size_of(const ObjectId& id) const;

  /// Reads an object of this kind into `content`. Throws Error(kIo) with its id when it is missing,
  /// damaged or of another kind.
  void read(const ObjectId& id, ObjectKind kind, std::string& content) const;

 private:
  struct Handles;

  void check_is_whole(const ObjectId& id) const;

  std::string path_;  // for messages
  std::unique_ptr<Handles> handles_;
};

}  // namespace smallprint::indexing
