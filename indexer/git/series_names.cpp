#include "indexer/git/series_names.hpp"

#include <algorithm>
#include <utility>

namespace smallprint::indexing {
namespace {

using Names = SeriesLookup::Names;
using SharedNames = std::shared_ptr<const Names>;

/// Names as they were before the renames of one edge.
SharedNames before_renames(const SharedNames& after, const std::vector<FileRename>& renames) {
  if (renames.empty()) {
    return after;
  }
  Names names = *after;
  for (const FileRename& rename : renames) {
    const auto later = after->find(rename.to);
    names[rename.from] = later == after->end() ? rename.to : later->second;
  }
  return std::make_shared<const Names>(std::move(names));
}

/// `first` decides where both know a path.
SharedNames joined(const SharedNames& first, const SharedNames& second) {
  if (first == nullptr || first == second) {
    return second;
  }
  if (std::includes(first->begin(), first->end(), second->begin(), second->end())) {
    return first;
  }
  Names names = *first;
  names.insert(second->begin(), second->end());
  return std::make_shared<const Names>(std::move(names));
}

}  // namespace

std::uint32_t SeriesLookup::latest(std::uint32_t commit, std::uint32_t path) const {
  if (by_commit_.empty()) {
    return path;
  }
  const auto name = by_commit_[commit]->find(path);
  return name == by_commit_[commit]->end() ? path : name->second;
}

SeriesLookup SeriesNames::resolve(const CommitGraph& graph) const {
  if (renames_.empty()) {
    return SeriesLookup({});
  }
  const auto& commits = graph.commits();
  std::vector<SharedNames> by_commit(commits.size());
  auto rename = renames_.rbegin();
  for (std::size_t number = commits.size(); number-- > 0;) {
    if (by_commit[number] == nullptr) {  // a tip
      by_commit[number] = std::make_shared<const Names>();
    }
    std::vector<FileRename> here;
    for (; rename != renames_.rend() && rename->commit == number; ++rename) {
      here.push_back(*rename);
    }
    for (const std::uint32_t parent : graph.parents(commits[number])) {
      std::vector<FileRename> edge;
      std::copy_if(here.begin(), here.end(), std::back_inserter(edge), [&](const FileRename& r) {
        return r.parent == parent;
      });
      by_commit[parent] = joined(by_commit[parent], before_renames(by_commit[number], edge));
    }
  }
  return SeriesLookup(std::move(by_commit));
}

}  // namespace smallprint::indexing
