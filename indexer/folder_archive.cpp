#include "indexer/folder_archive.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "indexer/snapshot_reader.hpp"

namespace smallprint::indexing {
namespace {

// Two writes within one tick of a file system's clock leave the same times: FAT counts in twos.
constexpr std::int64_t kCoarsestClock = 2'000'000'000;

std::int64_t now() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

}  // namespace

FolderArchive::FolderArchive(std::string root, const std::vector<std::string>& include)
    : root_(std::move(root)), opened_(now()), scan_(scan_folder(root_, {.include = include})) {
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

std::string FolderArchive::stamp(std::size_t record) const {
  const FileEntry& file = scan_.files[record];
  if (std::max(file.modified, file.changed) > opened_ - kCoarsestClock) {
    return {};
  }
  return fmt::format("{}\n{}\n{} {} {}", root_, file.path, file.bytes, file.modified, file.changed);
}

std::optional<Refusal> FolderArchive::read(std::size_t record, std::string& buffer) const {
  return read_file_into(root_, scan_.files[record].path, buffer);
}

std::variant<SnapshotRecord, Refusal> FolderArchive::examine(std::string_view bytes) const {
  return read_snapshot(bytes);
}

std::optional<Refusal> FolderArchive::complete(std::size_t /*record*/,
                                               SnapshotEntry& /*entry*/,
                                               std::vector<SourceWarning>& /*warnings*/) const {
  return std::nullopt;  // the header line says everything
}

}  // namespace smallprint::indexing
