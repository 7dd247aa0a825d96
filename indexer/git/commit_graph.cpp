#include "indexer/git/commit_graph.hpp"

#include <charconv>
#include <string>
#include <unordered_map>

#include <fmt/format.h>

#include "common/error.hpp"
#include "indexer/interruption.hpp"

namespace smallprint::indexing {
namespace {

/// Takes `NAME VALUE` off the front of a commit when its first line is that.
std::optional<std::string_view> take_line(std::string_view& rest, std::string_view name) {
  if (!rest.starts_with(name) || rest.size() <= name.size() || rest[name.size()] != ' ') {
    return std::nullopt;
  }
  const std::size_t end = rest.find('\n');
  if (end == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view value = rest.substr(name.size() + 1, end - name.size() - 1);
  rest.remove_prefix(end + 1);
  return value;
}

/// `Name <mail> SECONDS ZONE`: the seconds count from 1970 in UTC, whatever the zone.
std::optional<std::int64_t> time_of(std::string_view author) {
  const std::size_t mail_end = author.rfind("> ");
  if (mail_end == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view digits = author.substr(mail_end + 2);
  std::int64_t seconds = 0;
  const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
  const bool ends = stop == digits.data() + digits.size() || *stop == ' ';
  return error == std::errc() && ends ? std::optional(seconds) : std::nullopt;
}

/// Every commit reachable from a tip, in the order in which they are met.
class Discovery {
 public:
  std::vector<GraphCommit> commits;
  std::vector<std::uint32_t> parents;

  Discovery(const GitRepository& repository, const ObjectId& tip) : repository_(repository) {
    meet(tip);
    for (std::size_t i = 0; i < commits.size(); ++i) {  // read() makes commits longer
      throw_if_interrupted();
      read(i);
    }
  }

 private:
  std::uint32_t meet(const ObjectId& id) {
    const auto [known, is_new] =
        numbers_.try_emplace(id, static_cast<std::uint32_t>(commits.size()));
    if (is_new) {
      commits.push_back({.id = id, .tree = {}, .author_time = std::nullopt});
    }
    return known->second;
  }

  void read(std::size_t number) {
    repository_.read(commits[number].id, ObjectKind::kCommit, object_);
    const auto header = parse_commit(object_);
    if (!header) {
      throw Error(ExitCode::kIo,
                  fmt::format("git object {} is no well-formed commit", to_hex(commits[number].id)),
                  "git -C SOURCE fsck --full tells what else is wrong");
    }
    const auto begin = static_cast<std::uint32_t>(parents.size());
    for (const ObjectId& parent : header->parents) {
      parents.push_back(meet(parent));
    }
    GraphCommit& commit = commits[number];
    commit.tree = header->tree;
    commit.author_time = header->author_time;
    commit.parents_begin = begin;
    commit.parents_end = static_cast<std::uint32_t>(parents.size());
  }

  const GitRepository& repository_;
  std::unordered_map<ObjectId, std::uint32_t, ObjectIdHash> numbers_;
  std::string object_;
};

constexpr std::uint32_t kNotReached = UINT32_MAX;
constexpr std::uint32_t kOnTheWay = UINT32_MAX - 1;

/// The numbers of all commits, each after its parents: depth first from number 0, first parent
/// first. Fills `place` with where each stands.
std::vector<std::uint32_t> parents_first(const Discovery& found,
                                         std::vector<std::uint32_t>& place) {
  struct Step {
    std::uint32_t commit;
    std::uint32_t next_parent;
  };

  place.assign(found.commits.size(), kNotReached);
  std::vector<std::uint32_t> order;
  std::vector<Step> way = {{.commit = 0, .next_parent = found.commits[0].parents_begin}};
  while (!way.empty()) {
    Step& step = way.back();
    if (step.next_parent == found.commits[step.commit].parents_end) {
      place[step.commit] = static_cast<std::uint32_t>(order.size());
      order.push_back(step.commit);
      way.pop_back();
      continue;
    }
    const std::uint32_t parent = found.parents[step.next_parent++];
    if (place[parent] == kNotReached) {
      place[parent] = kOnTheWay;
      way.push_back({.commit = parent, .next_parent = found.commits[parent].parents_begin});
    }
  }
  return order;
}

}  // namespace

std::optional<CommitHeader> parse_commit(std::string_view object) {
  std::string_view rest = object;
  CommitHeader header;
  const auto tree = parse_object_id(take_line(rest, "tree").value_or(""));
  if (!tree) {
    return std::nullopt;
  }
  header.tree = *tree;
  while (const auto line = take_line(rest, "parent")) {
    const auto parent = parse_object_id(*line);
    if (!parent) {
      return std::nullopt;
    }
    header.parents.push_back(*parent);
  }
  if (const auto author = take_line(rest, "author")) {
    header.author_time = time_of(*author);
  }
  const std::size_t blank = rest.starts_with('\n') ? 0 : rest.find("\n\n");
  header.message_begin = blank == std::string_view::npos ? object.size()
                                                         : object.size() - rest.size() + blank +
                                                               (rest.starts_with('\n') ? 1 : 2);
  return header;
}

CommitGraph::CommitGraph(const GitRepository& repository, const ObjectId& tip) {
  const Discovery found(repository, tip);
  std::vector<std::uint32_t> place;
  const std::vector<std::uint32_t> order = parents_first(found, place);
  commits_.reserve(order.size());
  parents_.reserve(found.parents.size());
  for (const std::uint32_t number : order) {
    GraphCommit commit = found.commits[number];
    const auto begin = static_cast<std::uint32_t>(parents_.size());
    for (std::uint32_t i = commit.parents_begin; i < commit.parents_end; ++i) {
      parents_.push_back(place[found.parents[i]]);
    }
    commit.parents_begin = begin;
    commit.parents_end = static_cast<std::uint32_t>(parents_.size());
    commits_.push_back(commit);
  }
}

}  // namespace smallprint::indexing
