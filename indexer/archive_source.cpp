#include "indexer/archive_source.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "common/error.hpp"
#include "indexer/folder_archive.hpp"
#include "indexer/git/git_archive.hpp"
#include "indexer/git/git_repository.hpp"

namespace smallprint::indexing {

ArchiveSources open_archives(const std::vector<std::string>& paths,
                             const SourceOptions& options,
                             Progress& progress) {
  if (!options.ref.empty() && std::none_of(paths.begin(), paths.end(), is_git_repository)) {
    throw Error(ExitCode::kUsage,
                fmt::format("--ref {}: no SOURCE is a git repository", options.ref),
                "give the root of a work tree, or a bare repository");
  }
  ArchiveSources sources;
  for (const std::string& path : paths) {
    if (is_git_repository(path)) {
      sources.push_back(std::make_unique<GitArchive>(path, options, progress));
    } else {
      sources.push_back(std::make_unique<FolderArchive>(path, options.include));
    }
  }
  return sources;
}

}  // namespace smallprint::indexing
