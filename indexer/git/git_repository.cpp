#include "indexer/git/git_repository.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <git2.h>

#include "common/error.hpp"
#include "common/printable.hpp"
#include "indexer/git/loose_objects.hpp"

namespace smallprint::indexing {

namespace fs = std::filesystem;

namespace {

// As much of a pack as is mapped at a time. libgit2's own limits let the packs of a large archive
// count as memory of the process to their full size.
constexpr std::size_t kWindowBytes = std::size_t{16} * 1024 * 1024;
constexpr const char* kDamageHint =
    "git -C SOURCE fsck --full tells what else is damaged; a new clone has it all";
constexpr std::size_t kMappedBytes = std::size_t{128} * 1024 * 1024;

/// libgit2 is set up once, before its first use, and never shut down: other handles may be open.
void set_up_libgit2() {
  static const int ready = [] {
    const int users = git_libgit2_init();
    git_libgit2_opts(GIT_OPT_SET_MWINDOW_SIZE, kWindowBytes);
    git_libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, kMappedBytes);
    git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
    git_libgit2_opts(GIT_OPT_ENABLE_CACHING, 0);  // each object is read once or twice
    // What libgit2 1.5 refuses to open. Of these a partial clone is refused below, with a remedy;
    // the others decide nothing about objects.
    std::array<const char*, 3> extensions = {"partialclone", "worktreeconfig", "preciousobjects"};
    git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions.data(), extensions.size());
    return users;
  }();
  static_cast<void>(ready);
}

std::string last_message() {
  const git_error* const error = git_error_last();
  return error != nullptr && error->message != nullptr ? printable(error->message)
                                                       : std::string("unknown error of libgit2");
}

template <typename Handle, void (*free_handle)(Handle*)>
struct Free {
  void operator()(Handle* handle) const { free_handle(handle); }
};

template <typename Handle, void (*free_handle)(Handle*)>
using Owned = std::unique_ptr<Handle, Free<Handle, free_handle>>;

using Repository = Owned<git_repository, git_repository_free>;
using Database = Owned<git_odb, git_odb_free>;
using Object = Owned<git_object, git_object_free>;
using Reference = Owned<git_reference, git_reference_free>;
using Config = Owned<git_config, git_config_free>;
using StoredObject = Owned<git_odb_object, git_odb_object_free>;

Error unusable(const std::string& path, const std::string& why, std::string remedy) {
  return {ExitCode::kNoInput, fmt::format("{}: {}", path, why), std::move(remedy)};
}

Repository open_repository(const std::string& path) {
  git_repository* opened = nullptr;
  const int code =
      git_repository_open_ext(&opened, path.c_str(), GIT_REPOSITORY_OPEN_NO_SEARCH, nullptr);
  if (code == 0) {
    return Repository(opened);
  }
  // Without any safe.directory in the configuration, libgit2 1.5 reports that instead.
  const bool is_refused =
      code == GIT_EOWNER ||
      (code == GIT_ENOTFOUND && last_message().find("safe.directory") != std::string::npos);
  if (is_refused) {
    throw unusable(printable(path),
                   "the git repository belongs to another user",
                   fmt::format("when you trust it: git config --global --add safe.directory '{}'",
                               printable(path)));
  }
  throw unusable(printable(path),
                 "cannot be opened as a git repository: " + last_message(),
                 "what git itself says: git -C SOURCE rev-parse HEAD");
}

bool has_content(const fs::path& file) {
  std::error_code error;
  const auto bytes = fs::file_size(file, error);
  return !error && bytes > 0;
}

/// The first key of the configuration that says the repository was cloned without all objects.
std::string partial_clone_key(git_repository* repository) {
  git_config* opened = nullptr;
  if (git_repository_config_snapshot(&opened, repository) != 0) {
    throw Error(ExitCode::kIo, "cannot read the configuration of git: " + last_message());
  }
  const Config config(opened);
  git_config_iterator* begun = nullptr;
  if (git_config_iterator_glob_new(
          &begun,
          config.get(),
          "^(extensions\\.partialclone|remote\\..*\\.(promisor|partialclonefilter))$") != 0) {
    throw Error(ExitCode::kIo, "cannot read the configuration of git: " + last_message());
  }
  const Owned<git_config_iterator, git_config_iterator_free> iterator(begun);
  git_config_entry* entry = nullptr;
  while (git_config_next(&entry, iterator.get()) == 0) {
    const std::string_view value(entry->value == nullptr ? "true" : entry->value);
    if (value != "false" && !value.empty()) {
      return entry->name;
    }
  }
  return {};
}

void check_is_complete(git_repository* repository,
                       const std::string& path,
                       AlternatesPolicy alternates) {
  const fs::path common = git_repository_commondir(repository);
  if (has_content(common / "shallow")) {
    throw unusable(path,
                   "the git repository is a shallow clone: its history is cut off",
                   "git -C SOURCE fetch --unshallow");
  }
  if (const std::string key = partial_clone_key(repository); !key.empty()) {
    throw unusable(path,
                   fmt::format("the git repository is a partial clone ({}): objects are missing",
                               printable(key)),
                   "clone it again, without --filter");
  }
  if (alternates == AlternatesPolicy::kRefuse && has_content(common / "objects/info/alternates")) {
    throw unusable(path,
                   "the git repository borrows objects from another (objects/info/alternates)",
                   "--allow-alternates reads them there; git -C SOURCE repack -a -d copies them");
  }
}

git_oid raw_id(const ObjectId& id) {
  git_oid raw;
  git_oid_fromraw(&raw, id.bytes.data());
  return raw;
}

ObjectId own_id(const git_oid& raw) {
  ObjectId id;
  std::copy(std::begin(raw.id), std::end(raw.id), id.bytes.begin());
  return id;
}

/// The object that a branch, a tag or HEAD names, whether or not it is there.
std::optional<ObjectId> target_of(git_repository* repository, const std::string& name) {
  git_reference* found = nullptr;
  if (git_reference_dwim(&found, repository, name.c_str()) != 0) {
    return std::nullopt;
  }
  const Reference reference(found);
  git_reference* resolved = nullptr;
  if (git_reference_resolve(&resolved, found) != 0) {
    return std::nullopt;
  }
  const Reference direct(resolved);
  return own_id(*git_reference_target(resolved));
}

git_object_t type_of(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::kCommit:
      return GIT_OBJECT_COMMIT;
    case ObjectKind::kTree:
      return GIT_OBJECT_TREE;
    case ObjectKind::kBlob:
      break;
  }
  return GIT_OBJECT_BLOB;
}

[[noreturn]] void throw_unreadable(const std::string& path, const ObjectId& id, int code) {
  throw Error(ExitCode::kIo,
              fmt::format("{}: git object {} {}",
                          path,
                          to_hex(id),
                          code == GIT_ENOTFOUND ? "is missing" : "is damaged: " + last_message()),
              kDamageHint);
}

/// What HEAD or a short name stands for, in full.
std::string full_name(git_repository* repository, const git_reference* reference) {
  const std::string name = git_reference_name(reference);
  if (name != "HEAD" || git_repository_head_detached(repository) == 1) {
    return name;
  }
  const char* const target = git_reference_symbolic_target(reference);
  return target == nullptr ? name : std::string(target);
}

}  // namespace

bool is_git_repository(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(path / ".git", ignored) ||
         (fs::is_regular_file(path / "HEAD", ignored) &&
          fs::is_directory(path / "objects", ignored) && fs::is_directory(path / "refs", ignored));
}

struct GitRepository::Handles {
  Repository repository;
  Database database;
  std::unique_ptr<const LooseObjects> loose;
};

GitRepository::GitRepository(const fs::path& path, AlternatesPolicy alternates)
    : path_(printable(path.native())), handles_(std::make_unique<Handles>()) {
  set_up_libgit2();
  handles_->repository = open_repository(path.native());
  check_is_complete(handles_->repository.get(), path_, alternates);
  git_odb* database = nullptr;
  if (git_repository_odb(&database, handles_->repository.get()) != 0) {
    throw Error(
        ExitCode::kIo,
        fmt::format(
            "{}: cannot read the objects of the git repository: {}", path_, last_message()));
  }
  handles_->database.reset(database);
  handles_->loose = std::make_unique<const LooseObjects>(
      fs::path(git_repository_commondir(handles_->repository.get())) / "objects");
}

GitRepository::~GitRepository() = default;

void GitRepository::check_is_whole(const ObjectId& id) const {
  if (!handles_->loose->is_whole(id)) {
    throw Error(
        ExitCode::kIo,
        fmt::format(
            "{}: git object {} is damaged: its compressed data end early", path_, to_hex(id)),
        kDamageHint);
  }
}

GitTip GitRepository::resolve(const std::string& ref) const {
  git_repository* const repository = handles_->repository.get();
  if (ref.empty() && git_repository_head_unborn(repository) == 1) {
    throw unusable(path_,
                   "HEAD of the git repository has no commit yet",
                   "name the history to read: --ref BRANCH; git -C SOURCE branch -a lists them");
  }
  const std::string name = ref.empty() ? "HEAD" : ref;
  if (const auto target = target_of(repository, name)) {
    static_cast<void>(size_of(*target));  // says so when what it names is missing or damaged
  }
  git_object* named = nullptr;
  git_reference* found = nullptr;
  const int code = git_revparse_ext(&named, &found, repository, name.c_str());
  const Object object(named);
  const Reference reference(found);
  if (code != 0) {
    throw unusable(
        path_,
        fmt::format("{} names nothing in the git repository: {}", printable(name), last_message()),
        "git -C SOURCE for-each-ref lists what there is");
  }
  git_object* peeled = nullptr;
  if (git_object_peel(&peeled, named, GIT_OBJECT_COMMIT) != 0) {
    throw unusable(path_,
                   fmt::format("{} names no commit: {}", printable(name), last_message()),
                   "name a branch, a tag or a commit");
  }
  const Object commit(peeled);
  return {.ref = found == nullptr ? name : full_name(repository, found),
          .commit = own_id(*git_object_id(peeled))};
}

std::uint64_t GitRepository::size_of(const ObjectId& id) const {
  check_is_whole(id);
  const git_oid raw = raw_id(id);
  std::size_t bytes = 0;
  git_object_t type = GIT_OBJECT_INVALID;
  const int code = git_odb_read_header(&bytes, &type, handles_->database.get(), &raw);
  if (code != 0) {
    throw_unreadable(path_, id, code);
  }
  return bytes;
}

void GitRepository::read(const ObjectId& id, ObjectKind kind, std::string& content) const {
  check_is_whole(id);
  const git_oid raw = raw_id(id);
  git_odb_object* found = nullptr;
  const int code = git_odb_read(&found, handles_->database.get(), &raw);
  if (code != 0) {
    throw_unreadable(path_, id, code);
  }
  const StoredObject object(found);
  if (git_odb_object_type(found) != type_of(kind)) {
    throw Error(ExitCode::kIo,
                fmt::format("{}: git object {} is a {}, not a {}",
                            path_,
                            to_hex(id),
                            git_object_type2string(git_odb_object_type(found)),
                            git_object_type2string(type_of(kind))),
                kDamageHint);
  }
  content.assign(static_cast<const char*>(git_odb_object_data(found)), git_odb_object_size(found));
}

}  // namespace smallprint::indexing
