/// How an archive in git names its files, and what the names mean.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/snapshot_header.hpp"
#include "indexer/git/git_repository.hpp"
#include "indexer/git/tree_changes.hpp"

namespace smallprint::indexing {

enum class ArchiveLayout {
  kHeaderLine,  ///< files open with the header line; `d/do/dom/DOMAIN.md` in Princeton-Leuven's
  kTerms        ///< `Service/Terms type.md` without header line, as in Open Terms Archive
};

/// `header-line` or `terms`, as in the run report.
[[nodiscard]] std::string_view layout_name(ArchiveLayout layout);

/// The layout of a whole history, told from the tree of one commit: kHeaderLine when one of its
/// first kProbedFiles files named like a policy (in the order of the tree, README.md at the root
/// left out) opens with the header line, kTerms otherwise. Nothing when there is no such file.
/// Cost: reads that many files at most.
inline constexpr int kProbedFiles = 16;
[[nodiscard]] std::optional<ArchiveLayout> find_layout(const GitRepository& repository,
                                                       TreeCache& trees,
                                                       const ObjectId& tree);

/// The files that may be snapshots. kHeaderLine: *.md, *.markdown and *.txt that `include` lets
/// pass, without README.md at the root. kTerms: `FOLDER/NAME.md`, that is two levels, that
/// `include` lets pass; without it exactly `FOLDER/Privacy Policy.md`.
class LayoutSelection final : public PathSelection {
 public:
  LayoutSelection(ArchiveLayout layout, std::vector<std::string> include);

  [[nodiscard]] bool selects(const std::string& path) const override;

 private:
  ArchiveLayout layout_;
  std::vector<std::string> include_;
};

/// What a path of the layout kTerms names.
struct TermsDocument {
  std::string site;    ///< the service, case kept
  std::string policy;  ///< `SITE` for Privacy Policy.md, `SITE/Terms type` for any other
};

/// `path` must have been selected under kTerms. kBadSite when service or terms type are not UTF-8,
/// hold control characters, or are over kMaxSiteBytes.
[[nodiscard]] std::variant<TermsDocument, Refusal> parse_terms_path(std::string_view path);

}  // namespace smallprint::indexing
