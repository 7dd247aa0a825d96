#include "indexer/git/series_names.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

namespace smallprint::indexing {
namespace {

/// Shared by the commits that have the same names; copied before it is changed.
using SharedNames = std::shared_ptr<LatestNames>;

LatestNames& own(SharedNames& names) {
  if (names.use_count() > 1) {
    names = std::make_shared<LatestNames>(*names);
  }
  return *names;
}

/// Names as they were before the renames of one edge, which happened at once.
SharedNames before_renames(SharedNames names, const std::vector<FileRename>& renames) {
  LatestNames changed;
  for (const FileRename& rename : renames) {
    changed[rename.from] = latest_name(*names, rename.to);
  }
  for (const auto& [path, name] : changed) {
    own(names)[path] = name;
  }
  return names;
}

/// `first` decides where both know a path.
SharedNames joined(SharedNames first, const SharedNames& second) {
  if (first == nullptr || first == second) {
    return second;
  }
  for (const auto& [path, name] : *second) {
    if (!first->contains(path)) {
      own(first).emplace(path, name);
    }
  }
  return first;
}

}  // namespace

std::uint32_t latest_name(const LatestNames& names, std::uint32_t path) {
  const auto name = names.find(path);
  return name == names.end() ? path : name->second;
}

void SeriesNames::visit_backwards(
    const CommitGraph& graph,
    const std::function<void(std::uint32_t, const LatestNames&)>& visit) const {
  const auto& commits = graph.commits();
  std::vector<SharedNames> by_commit(commits.size());
  auto rename = renames_.rbegin();
  for (std::size_t number = commits.size(); number-- > 0;) {
    SharedNames names = std::exchange(by_commit[number], nullptr);
    if (names == nullptr) {  // a tip
      names = std::make_shared<LatestNames>();
    }
    visit(static_cast<std::uint32_t>(number), *names);
    std::vector<FileRename> here;
    for (; rename != renames_.rend() && rename->commit == number; ++rename) {
      here.push_back(*rename);
    }
    const auto parents = graph.parents(commits[number]);
    for (std::size_t i = 0; i < parents.size(); ++i) {
      std::vector<FileRename> edge;
      std::ranges::copy_if(here, std::back_inserter(edge), [&](const FileRename& r) {
        return r.parent == parents[i];
      });
      const bool is_last = i + 1 == parents.size();
      SharedNames& parent = by_commit[parents[i]];
      parent = joined(std::move(parent), before_renames(is_last ? std::move(names) : names, edge));
    }
  }
}

}  // namespace smallprint::indexing
