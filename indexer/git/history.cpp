#include "indexer/git/history.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>
#include <utility>

#include "indexer/git/series_names.hpp"
#include "indexer/interruption.hpp"

namespace smallprint::indexing {
namespace {

std::string_view base_name(std::string_view path) {
  return path.substr(path.rfind('/') + 1);  // npos + 1 is 0
}

/// What differs between one parent and its commit.
struct EdgeChanges {
  std::vector<PathChange> files;
  std::vector<std::pair<std::size_t, std::size_t>> renames;  // numbers in `files`: from, to
};

/// Pairs what went with what came under the same blob.
void find_renames(EdgeChanges& changes) {
  std::map<ObjectId, std::vector<std::size_t>> gone;
  for (std::size_t i = 0; i < changes.files.size(); ++i) {
    if (!changes.files[i].after) {
      gone[*changes.files[i].before].push_back(i);
    }
  }
  for (std::size_t i = 0; i < changes.files.size() && !gone.empty(); ++i) {
    const PathChange& file = changes.files[i];
    const auto same = file.before ? gone.end() : gone.find(*file.after);
    if (same == gone.end() || same->second.empty()) {
      continue;
    }
    auto from = std::find_if(same->second.begin(), same->second.end(), [&](std::size_t other) {
      return base_name(changes.files[other].path) == base_name(file.path);
    });
    if (from == same->second.end()) {
      from = same->second.begin();
    }
    changes.renames.emplace_back(*from, i);
    same->second.erase(from);
  }
}

/// In how many edges of a commit a path is new or changed, new, or gone.
struct PathTally {
  std::size_t changed = 0;
  std::size_t came = 0;
  std::size_t went = 0;
  bool renamed = false;  // from it or to it, in one edge at least
  ObjectId blob;         // that the commit has
};

class HistoryWalk {
 public:
  HistoryWalk(const CommitGraph& graph, TreeCache& trees, const PathSelection& selection)
      : graph_(graph), comparison_(trees, selection) {}

  History run(Progress& progress) {
    const auto& commits = graph_.commits();
    progress.begin("walking", "commits", commits.size());
    for (std::uint32_t number = 0; number < commits.size(); ++number) {
      throw_if_interrupted();
      visit(number);
      progress.advance();
    }
    progress.end();
    history_.skipped = skipped_.size();
    history_.renames = names_.count();
    assign_series();
    return std::move(history_);
  }

 private:
  void visit(std::uint32_t number) {
    const GraphCommit& commit = graph_.commits()[number];
    const auto parents = graph_.parents(commit);
    std::map<std::string, PathTally, std::less<>> tallies;
    if (parents.empty()) {
      tally(edge(std::nullopt, commit.tree), tallies);
    }
    for (const std::uint32_t parent : parents) {
      const EdgeChanges changes = edge(graph_.commits()[parent].tree, commit.tree);
      for (const auto& [from, to] : changes.renames) {
        names_.add({.commit = number,
                    .parent = parent,
                    .from = path_number(changes.files[from].path),
                    .to = path_number(changes.files[to].path)});
      }
      tally(changes, tallies);
    }
    record(number, std::max<std::size_t>(parents.size(), 1), tallies);
  }

  EdgeChanges edge(const std::optional<ObjectId>& before, const ObjectId& after) {
    TreeChanges changes = comparison_.compare(before, after);
    skipped_.insert(changes.skipped.begin(), changes.skipped.end());
    EdgeChanges edge{.files = std::move(changes.files), .renames = {}};
    find_renames(edge);
    return edge;
  }

  static void tally(const EdgeChanges& changes,
                    std::map<std::string, PathTally, std::less<>>& tallies) {
    for (const PathChange& file : changes.files) {
      PathTally& path = tallies[file.path];
      ++(file.after ? path.changed : path.went);
      path.came += file.before ? 0U : 1U;
      path.blob = file.after.value_or(path.blob);
    }
    for (const auto& [from, to] : changes.renames) {
      tallies[changes.files[from].path].renamed = true;
      tallies[changes.files[to].path].renamed = true;
    }
  }

  void record(std::uint32_t commit,
              std::size_t edges,
              const std::map<std::string, PathTally, std::less<>>& tallies) {
    const std::size_t before = history_.versions.size();
    for (const auto& [path, tally] : tallies) {
      if (tally.renamed) {
        continue;
      }
      if (tally.changed == edges) {
        history_.versions.push_back({.path = path_number(path),
                                     .commit = commit,
                                     .blob = tally.blob,
                                     .came = tally.came == edges});
      } else if (tally.went == edges) {
        history_.removals.push_back({.commit = commit, .series = path_number(path)});
      }
    }
    if (history_.versions.size() == before + 1) {
      history_.versions.back().alone = true;
    }
  }

  /// Versions and removals stand in the order of the graph.
  void assign_series() {
    auto version = history_.versions.rbegin();
    auto removal = history_.removals.rbegin();
    names_.visit_backwards(graph_, [&](std::uint32_t commit, const LatestNames& names) {
      for (; version != history_.versions.rend() && version->commit == commit; ++version) {
        version->series = latest_name(names, version->path);
      }
      for (; removal != history_.removals.rend() && removal->commit == commit; ++removal) {
        removal->series = latest_name(names, removal->series);
      }
    });
    mark_returns();
  }

  void mark_returns() {
    std::unordered_set<std::uint32_t> away;  // series
    auto removal = history_.removals.begin();
    for (FileVersion& version : history_.versions) {
      for (; removal != history_.removals.end() && removal->commit < version.commit; ++removal) {
        away.insert(removal->series);
      }
      if (version.came) {
        version.returned = away.erase(version.series) > 0;
      }
    }
  }

  std::uint32_t path_number(const std::string& path) {
    const auto [known, is_new] =
        path_numbers_.try_emplace(path, static_cast<std::uint32_t>(history_.paths.size()));
    if (is_new) {
      history_.paths.push_back(path);
    }
    return known->second;
  }

  const CommitGraph& graph_;
  TreeComparison comparison_;
  SeriesNames names_;
  std::set<std::string> skipped_;
  std::unordered_map<std::string, std::uint32_t> path_numbers_;
  History history_;
};

}  // namespace

History walk_history(const CommitGraph& graph,
                     TreeCache& trees,
                     const PathSelection& selection,
                     Progress& progress) {
  return HistoryWalk(graph, trees, selection).run(progress);
}

}  // namespace smallprint::indexing
