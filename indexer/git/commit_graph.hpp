/// Every commit of a history, in an order in which it can be walked.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "indexer/git/git_repository.hpp"
#include "indexer/git/object_id.hpp"

namespace smallprint::indexing {

/// What a commit object says in its header.
struct CommitHeader {
  ObjectId tree;
  std::vector<ObjectId> parents;
  std::optional<std::int64_t> author_time;  ///< seconds since 1970, UTC; nothing if it has none
  std::size_t message_begin = 0;            ///< byte offset in the object
};

/// Reads a commit object; nothing when it is malformed.
[[nodiscard]] std::optional<CommitHeader> parse_commit(std::string_view object);

struct GraphCommit {
  ObjectId id;
  ObjectId tree;
  std::optional<std::int64_t> author_time;
  std::uint32_t parents_begin = 0;  ///< [begin, end) of CommitGraph's list of parents
  std::uint32_t parents_end = 0;
};

/// All commits reachable from a tip, each after all its parents. The order depends on the history
/// alone: depth first, first parent first.
class CommitGraph {
 public:
  /// Reads each commit once. Throws Error(kIo) for one that is missing or damaged, and what
  /// throw_if_interrupted throws. Memory: 70 bytes a commit; 130 more while it works.
  CommitGraph(const GitRepository& repository, const ObjectId& tip);

  [[nodiscard]] const std::vector<GraphCommit>& commits() const { return commits_; }

  /// Numbers in commits() of a commit's parents, in the commit's order.
  [[nodiscard]] std::span<const std::uint32_t> parents(const GraphCommit& commit) const {
    return std::span(parents_).subspan(commit.parents_begin,
                                       commit.parents_end - commit.parents_begin);
  }

 private:
  std::vector<GraphCommit> commits_;
  std::vector<std::uint32_t> parents_;
};

}  // namespace smallprint::indexing
