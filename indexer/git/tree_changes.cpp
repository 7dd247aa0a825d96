#include "indexer/git/tree_changes.hpp"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

#include "common/error.hpp"

namespace smallprint::indexing {
namespace {

// Of tree objects: those of some hundred commits, even where a folder has thousands of entries.
constexpr std::size_t kCachedBytes = std::size_t{16} * 1024 * 1024;

/// Walks the entries of a tree object.
class EntryReader {
 public:
  EntryReader(std::string_view tree, const ObjectId& id) : rest_(tree), id_(id) { parse(); }

  /// Null at the end.
  [[nodiscard]] const TreeEntry* entry() const { return entry_ ? &*entry_ : nullptr; }

  /// From the entry at hand on.
  [[nodiscard]] std::string_view rest() const { return rest_; }

  void advance() { skip(rest_.size() - behind_.size()); }

  /// `bytes` are whole entries.
  void skip(std::size_t bytes) {
    if (bytes > 0) {
      rest_.remove_prefix(bytes);
      parse();
    }
  }

 private:
  void parse() {
    behind_ = rest_;
    entry_ = rest_.empty() ? std::nullopt : take_tree_entry(behind_);
    if (!entry_ && !rest_.empty()) {
      throw Error(ExitCode::kIo,
                  fmt::format("git object {} is no well-formed tree", to_hex(id_)),
                  "git -C SOURCE fsck --full tells what else is wrong");
    }
  }

  std::string_view rest_;
  std::string_view behind_;  // what follows the entry at hand
  ObjectId id_;
  std::optional<TreeEntry> entry_;
};

/// How many bytes of whole entries both begin with. A folder of thousands mostly differs in one,
/// and comparing bytes is ten times faster than reading entries.
std::size_t equal_entries(std::string_view left, std::string_view right) {
  constexpr std::size_t kBlockBytes = 512;
  const std::size_t shorter = std::min(left.size(), right.size());
  std::size_t common = 0;
  while (common + kBlockBytes <= shorter &&
         std::memcmp(left.data() + common, right.data() + common, kBlockBytes) == 0) {
    common += kBlockBytes;
  }
  while (common < shorter && left[common] == right[common]) {
    ++common;
  }
  std::size_t end = 0;
  for (std::size_t next = 0; next <= common && next != std::string_view::npos;) {
    end = next;
    const std::size_t name_end = left.find('\0', next);
    next = name_end == std::string_view::npos ? name_end : name_end + 1 + ObjectId::kBytes;
  }
  return end;
}

/// The order of a tree: by the bytes of names, where that of a folder ends with '/'.
int compare_names(const TreeEntry& left, const TreeEntry& right) {
  const std::size_t common = std::min(left.name.size(), right.name.size());
  const int order = left.name.substr(0, common).compare(right.name.substr(0, common));
  if (order != 0) {
    return order;
  }
  const auto next = [&](const TreeEntry& entry) -> int {
    if (entry.name.size() > common) {
      return static_cast<unsigned char>(entry.name[common]);
    }
    return entry.kind == TreeEntry::Kind::kFolder ? '/' : 0;
  };
  return next(left) - next(right);
}

std::optional<TreeEntry::Kind> kind_of(std::string_view mode) {
  if (mode == "40000" || mode == "040000") {  // some old programs wrote the nought
    return TreeEntry::Kind::kFolder;
  }
  if (mode.starts_with("100")) {  // 644 and 755; 664 in old repositories
    return TreeEntry::Kind::kFile;
  }
  if (mode == "120000") {
    return TreeEntry::Kind::kLink;
  }
  return mode == "160000" ? std::optional(TreeEntry::Kind::kSubmodule) : std::nullopt;
}

std::optional<ObjectId> id_if(const TreeEntry* entry, TreeEntry::Kind kind) {
  return entry != nullptr && entry->kind == kind ? std::optional(entry->id) : std::nullopt;
}

}  // namespace

std::optional<TreeEntry> take_tree_entry(std::string_view& tree) {
  const std::size_t space = tree.find(' ');
  const std::size_t end = tree.find('\0');
  if (end == std::string_view::npos || space == std::string_view::npos || space + 1 >= end ||
      tree.size() - end - 1 < ObjectId::kBytes) {
    return std::nullopt;
  }
  const auto kind = kind_of(tree.substr(0, space));
  if (!kind) {
    return std::nullopt;
  }
  TreeEntry entry{.name = tree.substr(space + 1, end - space - 1),
                  .kind = *kind,
                  .id = object_id_of(tree.data() + end + 1)};
  tree.remove_prefix(end + 1 + ObjectId::kBytes);
  return entry;
}

std::shared_ptr<const std::string> TreeCache::read(const ObjectId& id) {
  if (const auto known = known_.find(id); known != known_.end()) {
    recent_.splice(recent_.begin(), recent_, known->second);
    return recent_.front().second;
  }
  auto tree = std::make_shared<std::string>();
  repository_.read(id, ObjectKind::kTree, *tree);
  bytes_ += tree->size();
  recent_.emplace_front(id, tree);
  known_.emplace(id, recent_.begin());
  while (bytes_ > kCachedBytes && recent_.size() > 1) {
    bytes_ -= recent_.back().second->size();
    known_.erase(recent_.back().first);
    recent_.pop_back();
  }
  return tree;
}

TreeChanges TreeComparison::compare(const std::optional<ObjectId>& before,
                                    const std::optional<ObjectId>& after) {
  changes_ = {};
  pending_.clear();
  if (before != after) {
    pending_.push_back({.prefix = "", .before = before, .after = after});
  }
  while (!pending_.empty()) {
    const Pair folder = std::move(pending_.back());
    pending_.pop_back();
    compare_folder(folder);
  }
  std::sort(changes_.files.begin(),
            changes_.files.end(),
            [](const PathChange& a, const PathChange& b) { return a.path < b.path; });
  return std::move(changes_);
}

void TreeComparison::compare_folder(const Pair& folder) {
  const auto read = [&](const std::optional<ObjectId>& id) {
    return id ? trees_.read(*id) : std::make_shared<const std::string>();
  };
  const auto before_tree = read(folder.before);
  const auto after_tree = read(folder.after);
  EntryReader before(*before_tree, folder.before.value_or(ObjectId()));
  EntryReader after(*after_tree, folder.after.value_or(ObjectId()));
  while (before.entry() != nullptr || after.entry() != nullptr) {
    const std::size_t equal = equal_entries(before.rest(), after.rest());
    before.skip(equal);
    after.skip(equal);
    if (before.entry() == nullptr && after.entry() == nullptr) {
      return;
    }
    const TreeEntry* const left = before.entry();
    const TreeEntry* const right = after.entry();
    const int order = left == nullptr ? 1 : right == nullptr ? -1 : compare_names(*left, *right);
    if (order != 0 || left->id != right->id || left->kind != right->kind) {
      add(folder.prefix, order <= 0 ? left : nullptr, order >= 0 ? right : nullptr);
    }
    if (order <= 0) {
      before.advance();
    }
    if (order >= 0) {
      after.advance();
    }
  }
}

void TreeComparison::add(const std::string& prefix,
                         const TreeEntry* before,
                         const TreeEntry* after) {
  const TreeEntry& any = before != nullptr ? *before : *after;
  std::string path = prefix + std::string(any.name);
  const auto folder_before = id_if(before, TreeEntry::Kind::kFolder);
  const auto folder_after = id_if(after, TreeEntry::Kind::kFolder);
  if (folder_before || folder_after) {  // names of folders sort apart from those of files
    if (!any.name.starts_with('.')) {
      pending_.push_back({.prefix = path + '/', .before = folder_before, .after = folder_after});
    }
    return;
  }
  const auto file_before = id_if(before, TreeEntry::Kind::kFile);
  const auto file_after = id_if(after, TreeEntry::Kind::kFile);
  const bool is_submodule = after != nullptr && after->kind == TreeEntry::Kind::kSubmodule;
  const bool is_link = after != nullptr && after->kind == TreeEntry::Kind::kLink;
  if (is_submodule || (is_link && selection_.selects(path))) {
    changes_.skipped.push_back(path);
  }
  if (file_before != file_after && selection_.selects(path)) {
    changes_.files.push_back({.path = std::move(path), .before = file_before, .after = file_after});
  }
}

}  // namespace smallprint::indexing
