#include "indexer/git/archive_layout.hpp"

#include <utility>
#include <variant>

#include <fmt/format.h>

#include "common/printable.hpp"
#include "indexer/file_selection.hpp"

namespace smallprint::indexing {
namespace {

constexpr std::string_view kReadme = "README.md";
constexpr std::string_view kPrivacyPolicy = "Privacy Policy.md";
constexpr std::string_view kEnding = ".md";

/// Looks through a tree for files named like policies and judges the first of them.
class LayoutProbe {
 public:
  LayoutProbe(const GitRepository& repository, TreeCache& trees)
      : repository_(repository), trees_(trees) {}

  std::optional<ArchiveLayout> run(const ObjectId& root) {
    std::vector<std::pair<std::string, ObjectId>> pending = {{"", root}};  // prefix and tree
    while (!pending.empty() && !found_header_ && probed_ < kProbedFiles) {
      const auto [prefix, id] = std::move(pending.back());
      pending.pop_back();
      const auto tree = trees_.read(id);
      std::string_view rest = *tree;
      std::vector<std::pair<std::string, ObjectId>> folders;
      while (const auto entry = take_tree_entry(rest)) {
        if (entry->kind == TreeEntry::Kind::kFolder && !entry->name.starts_with('.')) {
          folders.emplace_back(prefix + std::string(entry->name) + '/', entry->id);
        } else if (entry->kind == TreeEntry::Kind::kFile && is_named_like_a_policy(entry->name) &&
                   !(prefix.empty() && entry->name == kReadme)) {
          probe(entry->id);
        }
      }
      pending.insert(pending.end(), folders.rbegin(), folders.rend());
    }
    return found_header_  ? std::optional(ArchiveLayout::kHeaderLine)
           : probed_ != 0 ? std::optional(ArchiveLayout::kTerms)
                          : std::nullopt;
  }

 private:
  void probe(const ObjectId& blob) {
    if (found_header_ || probed_ == kProbedFiles) {
      return;
    }
    ++probed_;
    if (repository_.size_of(blob) <= kMaxSnapshotBytes) {
      repository_.read(blob, ObjectKind::kBlob, content_);
      const auto header = parse_snapshot_header(content_);
      const auto* const refusal = std::get_if<Refusal>(&header);
      found_header_ = refusal == nullptr || refusal->reason == Rejection::kBadDate ||
                      refusal->reason == Rejection::kBadSite;
    }
  }

  const GitRepository& repository_;
  TreeCache& trees_;
  std::string content_;
  int probed_ = 0;
  bool found_header_ = false;
};

}  // namespace

std::string_view layout_name(ArchiveLayout layout) {
  return layout == ArchiveLayout::kHeaderLine ? "header-line" : "terms";
}

std::optional<ArchiveLayout> find_layout(const GitRepository& repository,
                                         TreeCache& trees,
                                         const ObjectId& tree) {
  return LayoutProbe(repository, trees).run(tree);
}

LayoutSelection::LayoutSelection(ArchiveLayout layout, std::vector<std::string> include)
    : layout_(layout), include_(std::move(include)) {
  if (layout_ == ArchiveLayout::kTerms && include_.empty()) {
    include_ = {std::string(kPrivacyPolicy)};
  }
}

bool LayoutSelection::selects(const std::string& path) const {
  if (layout_ == ArchiveLayout::kHeaderLine) {
    return is_named_like_a_policy(path) && path != kReadme && is_included(include_, path);
  }
  const std::size_t slash = path.find('/');
  return slash != std::string::npos && path.find('/', slash + 1) == std::string::npos &&
         path.ends_with(kEnding) && is_included(include_, path);
}

std::variant<TermsDocument, Refusal> parse_terms_path(std::string_view path) {
  const std::size_t slash = path.find('/');
  const std::string_view service = path.substr(0, slash);
  const std::string_view file = path.substr(slash + 1);
  const std::string_view type = file.substr(0, file.size() - kEnding.size());
  for (const std::string_view name : {service, type}) {
    if (printable(name) != name) {
      return Refusal{
          Rejection::kBadSite,
          fmt::format("{}: a name that is not UTF-8 or has control characters", printable(name))};
    }
    if (name.size() > kMaxSiteBytes) {
      return Refusal{Rejection::kBadSite,
                     fmt::format("a name of {} bytes, over {}", name.size(), kMaxSiteBytes)};
    }
  }
  TermsDocument document{.site = std::string(service), .policy = std::string(service)};
  if (file != kPrivacyPolicy) {
    document.policy += '/';
    document.policy += type;
  }
  return document;
}

}  // namespace smallprint::indexing
