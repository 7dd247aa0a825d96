#include "indexer/folder_archive.hpp"

#include <utility>

#include "indexer/snapshot_reader.hpp"

namespace smallprint::indexing {

FolderArchive::FolderArchive(std::string root, const std::vector<std::string>& include)
    : root_(std::move(root)), scan_(scan_folder(root_, {.include = include})) {
}

ReportedSource FolderArchive::describe() const {
  return {.kind = "folder",
          .path = root_,
          .files = scan_.files.size() + scan_.unreadable.size(),
          .git = {}};
}

RecordIdentity FolderArchive::identity(std::size_t record) const {
  return {.path = scan_.files[record].path, .commit = {}, .blob = {}};
}

std::optional<Refusal> FolderArchive::read(std::size_t record, std::string& buffer) const {
  return read_file_into(root_, scan_.files[record].path, buffer);
}

std::variant<SnapshotRecord, Refusal> FolderArchive::examine(std::string_view bytes) const {
  return read_snapshot(bytes);
}

std::optional<Refusal> FolderArchive::complete(std::size_t /*record*/,
                                               SnapshotEntry& /*entry*/) const {
  return std::nullopt;  // the header line says everything
}

}  // namespace smallprint::indexing
